/**
 * Sends a customer through every hop of a running system and says in words what is wrong and how to mend it:
 * `npm run doctor [-- --url http://localhost:3000] [--account ID]`. `npm run doctor -- ledger [--hours N]` accounts for
 * every inbound id of its store. Settings come from the environment, `.env`, or the data folder of an `npm start` that
 * runs. The last line is one JSON object; the exit code is 0 when nothing is wrong. See docs/operations.md.
 */
import { readFlags, runTool, UsageError } from '../lib/tool.ts'
import { ledger } from './ledger.ts'
import { findPlace, readSettingsFile } from './place.ts'
import { report } from './report.ts'
import { visit } from './visit.ts'

await runTool(async (tool) => {
  readSettingsFile()
  const [name, ...rest] = process.argv.slice(2)
  if (name === 'ledger') {
    const { hours } = readFlags(rest, { hours: 'number' })
    return (await ledger(await findPlace(undefined, process.env), { hours, tool })) ? 0 : 1
  }
  if (name !== undefined && !name.startsWith('-'))
    throw new UsageError(`The doctor knows no "${name}": it is npm run doctor, or npm run doctor -- ledger.`)
  const { url, account } = readFlags(process.argv.slice(2), { url: 'text', account: 'text' })
  const place = await findPlace(url, process.env)
  return report(await visit(place, { account, tool })) ? 0 : 1
})
