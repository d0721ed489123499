/**
 * Makes the table of English word vectors that Parley ships with: `npm run train:vectors -- --data PATH --work PATH
 * [--out FILE]`. `--data` names the folder with the sets of nlp-models/trained/NOTICE.md, `--work` one for packages and
 * the teacher's answers (1 GB). The first run asks the teacher about 210,000 words and texts, which takes some 45 minutes
 * of one core; every later one finds the answers in the work folder and takes two. An interrupted run goes on where it
 * ended. With the same texts, packages and version of Node the bytes are the same each time.
 *
 * What a word adds to the meaning of a text is learnt from a large encoder of sentences, as Model2Vec does
 * (github.com/MinishLab/model2vec); the steps are a file each: words, corpus, teacher, project, distil, tune, write.
 */
import { resolve } from 'node:path'
import { defaultWordVectorsPath, tokenise } from '@parley/nlp-models'
import { createBar } from '../lib/bar.ts'
import { readFlags, runTool, UsageError } from '../lib/tool.ts'
import { readCorpus } from './corpus.ts'
import { distil } from './distil.ts'
import { fetchPackages } from './packages.ts'
import { pointsAlong, principalDirections } from './project.ts'
import { askTeacher } from './teacher.ts'
import { readPhrases, tune } from './tune.ts'
import { readWords, tableWords } from './words.ts'
import { writeTable } from './write.ts'

const DIMENSIONS = 128

await runTool(async () => {
  const flags = { data: 'text', work: 'text', out: 'text' } as const
  const { data, work, out = defaultWordVectorsPath } = readFlags(process.argv.slice(2), flags)
  if (data === undefined || work === undefined)
    throw new UsageError('Which folders? npm run train:vectors -- --data PATH --work PATH')
  const folder = resolve(work)
  await fetchPackages(folder)
  const words = await readWords(folder)
  const texts = await readCorpus(resolve(data), folder)
  console.log(`${words.length} words, ${texts.length} texts`)
  const ofWords = await askTeacher(folder, 'words', words)
  const ofTexts = await askTeacher(folder, 'texts', texts)

  const { directions, kept } = principalDirections(ofTexts, DIMENSIONS)
  console.log(`${DIMENSIONS} directions keep ${percent(kept)} of how the texts differ`)
  const chosen = tableWords(words)
  const chosenWords = chosen.map(({ word }) => word)
  const rowsOf = rowFinder(chosenWords)
  const bar = createBar('distil')
  const vectors = distil(
    {
      sentences: texts.map(rowsOf),
      targets: pointsAlong(directions, ofTexts),
      words: pointsAlong(
        directions,
        chosen.map(({ rank }) => ofWords[rank] as Float32Array),
      ),
      ranks: chosen.map(({ rank }) => rank),
    },
    (round, rounds, cosine) => bar.show(round, rounds, `cosine to held-out texts ${cosine.toFixed(4)}`),
  )
  bar.end()
  const phrases = await readPhrases()
  const right = tune(vectors, {
    sentences: phrases.map(({ text }) => rowsOf(text)),
    labels: phrases.map(({ label }) => label),
  })
  console.log(`tuned on ${phrases.length} phrases, ${percent(right)} of them at the right intent`)
  const path = resolve(out)
  const size = await writeTable(path, chosenWords, vectors)
  console.log(`wrote ${path} (${size} bytes)`)
  return 0
})

/** Cuts texts as the models do that will read the table, and finds the rows of the words it has. */
function rowFinder(words: readonly string[]): (text: string) => Int32Array {
  const rows = new Map(words.map((word, row) => [word, row]))
  return (text) =>
    Int32Array.from(
      tokenise(text).flatMap((token) => (token.kind === 'word' ? (rows.get(token.text) ?? []) : [])),
    )
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`
}
