/**
 * Puts a backup into a data folder that holds no store: `npm run restore -- --from FOLDER [--data DIR] [--key-file FILE]`.
 * The last line is one JSON object. See docs/operations.md.
 */
import { resolve } from 'node:path'
import { createBar } from './lib/bar.ts'
import { inOneSentence } from './lib/in-one-sentence.ts'
import { keyInFile, keyOfEnvironment } from './lib/install-backup/master-key.ts'
import { putBack } from './lib/install-backup/put-back.ts'
import { dataFolderOf, loadSettings } from './lib/install-backup/settings.ts'
import { describeBackup } from './lib/install-backup/summary.ts'
import { readFlags, runTool, UsageError } from './lib/tool.ts'

await runTool(async () => {
  const flags = readFlags(process.argv.slice(2), {
    from: 'text',
    data: 'text',
    uri: 'text',
    'key-file': 'text',
  })
  if (flags.from === undefined) throw new UsageError('--from says in which folder the backup is.')
  const from = resolve(flags.from)
  const env = loadSettings()
  return await inOneSentence(async () => {
    const bar = createBar('documents')
    const dataDir = dataFolderOf(flags, env)
    const { manifest, keyFrom } = await putBack({
      from,
      dataDir,
      key: keyOfEnvironment(env),
      keyFile: flags['key-file'] === undefined ? undefined : keyInFile(resolve(flags['key-file'])),
      onStep: (words, done, total) => bar.show(done, total, words),
    })
    bar.end()
    const { rows, summary } = describeBackup('restore', manifest)
    console.log(rows)
    console.log(
      `The next start with the data folder ${dataDir} finds all of it; the master key is in ${keyFrom}.`,
    )
    console.log(
      'Redis is not part of it: what was pending is found within a second or two. Repeat younger erasures.',
    )
    console.log(JSON.stringify(summary))
    return 0
  })
})
