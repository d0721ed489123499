/**
 * Makes a backup of a whole install of one machine, also while it runs:
 * `npm run backup -- --to FOLDER [--data DIR] [--with-key]`. The last line is one JSON object. See docs/operations.md.
 */
import { resolve } from 'node:path'
import { createBar } from './lib/bar.ts'
import { inOneSentence } from './lib/in-one-sentence.ts'
import { keyOfEnvironment } from './lib/install-backup/master-key.ts'
import { dataFolderOf, loadSettings } from './lib/install-backup/settings.ts'
import { describeBackup } from './lib/install-backup/summary.ts'
import { takeBackup } from './lib/install-backup/take-backup.ts'
import { readFlags, runTool, UsageError } from './lib/tool.ts'

await runTool(async () => {
  const flags = readFlags(process.argv.slice(2), {
    to: 'text',
    data: 'text',
    uri: 'text',
    'with-key': 'switch',
  })
  if (flags.to === undefined) throw new UsageError('--to says into which empty folder the backup goes.')
  const to = resolve(flags.to)
  const env = loadSettings()
  return await inOneSentence(async () => {
    const bar = createBar('documents')
    const manifest = await takeBackup({
      dataDir: dataFolderOf(flags, env),
      to,
      key: keyOfEnvironment(env),
      withKey: flags['with-key'] === true,
      onStep: (words, done, total) => bar.show(done, total, words),
    })
    bar.end()
    const { rows, summary } = describeBackup('backup', manifest)
    console.log(rows)
    console.log(
      flags['with-key']
        ? 'The master key is in it, as secrets.json: whoever has this folder can read everything that customers wrote.'
        : 'The master key is not in it: keep a copy of it in another place. Without it nobody can read what this holds.',
    )
    console.log(JSON.stringify(summary))
    return 0
  })
})
