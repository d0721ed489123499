import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { UsageError } from '../../lib/tool.ts'

export interface LabelledText {
  readonly text: string
  readonly intent: string
}

/** A data set: `train.tsv` and `test.tsv` of `text<TAB>label`, and what else its folder has. */
export interface DataSet {
  readonly name: string
  readonly train: readonly LabelledText[]
  readonly valid: readonly LabelledText[]
  readonly test: readonly LabelledText[]
  readonly outside: Readonly<Record<'train' | 'valid' | 'test', readonly string[]>>
}

/** The sets of intents in the order of the table; `@10` trains on `train_10.tsv`, `~typos` tests with two slips a text. */
const USUAL = [
  'banking77',
  'banking77@10',
  'banking77@10~typos',
  'banking77@5',
  'hwu64',
  'hwu64@10',
  'hwu64@5',
  'clinc150',
  'clinc150@10',
  'clinc150@5',
  'braun_chatbot',
  'braun_askubuntu',
  'braun_webapps',
  'zh_dialogflow_smalltalk',
  'zh_crosswoz_user_acts',
]
const NAME = /^(?<folder>.+?)(?:@(?<shots>\d+))?(?<typos>~typos)?$/

/** Names of the usual sets that the folder has. */
export async function usualSets(data: string): Promise<readonly string[]> {
  const folders = new Set(await readdir(data).catch(() => []))
  const found = USUAL.filter((name) => folders.has(NAME.exec(name)?.groups?.['folder'] ?? ''))
  if (found.length === 0) throw new UsageError(`${data} has none of the known data sets.`)
  return found
}

/** Reads a set by its name in the data folder, or by the path of any folder. @throws UsageError */
export async function readSet(name: string, data: string): Promise<DataSet> {
  const { folder = '', shots, typos } = NAME.exec(name)?.groups ?? {}
  const path = [resolve(data, folder), resolve(folder)].find((one) => existsSync(join(one, 'test.tsv')))
  if (path === undefined) throw new UsageError(`There is no test.tsv in a folder ${folder}.`)
  const train = await readRows(join(path, shots === undefined ? 'train.tsv' : `train_${shots}.tsv`))
  const test = await readRows(join(path, 'test.tsv'))
  if (train.length === 0 || test.length === 0) throw new UsageError(`${name} has no texts to train or test.`)
  const outside = async (part: string) =>
    (await readRows(join(path, `oos_${part}.tsv`))).map(({ text }) => text)
  return {
    name: name === folder ? basename(path) : name,
    train,
    valid: await readRows(join(path, 'valid.tsv')),
    test: typos === undefined ? test : withSlips(test),
    outside: { train: await outside('train'), valid: await outside('valid'), test: await outside('test') },
  }
}

/** Rows of a file; none when it is not there. */
async function readRows(path: string): Promise<readonly LabelledText[]> {
  if (!existsSync(path)) return []
  const content = await readFile(path, 'utf8')
  return content.split(/\r?\n/).flatMap((line) => {
    const [text = '', intent = ''] = line.split('\t')
    return text.trim() === '' ? [] : [{ text, intent }]
  })
}

const SLIPS = 2
const NEIGHBOURS: Readonly<Record<string, string>> = {
  a: 'qwsz',
  b: 'vghn',
  c: 'xdfv',
  d: 'serfcx',
  e: 'wsdr',
  f: 'drtgvc',
  g: 'ftyhbv',
  h: 'gyujnb',
  i: 'ujko',
  j: 'huikmn',
  k: 'jiolm',
  l: 'kop',
  m: 'njk',
  n: 'bhjm',
  o: 'iklp',
  p: 'ol',
  q: 'wa',
  r: 'edft',
  s: 'awedxz',
  t: 'rfgy',
  u: 'yhji',
  v: 'cfgb',
  w: 'qase',
  x: 'zsdc',
  y: 'tghu',
  z: 'asx',
}

/** Two slips of typing a text, the same each time: a letter left out, doubled, swapped, or the key beside it. */
function withSlips(rows: readonly LabelledText[]): readonly LabelledText[] {
  let state = 12_345
  const below = (limit: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return Math.floor((state / 2 ** 32) * limit)
  }
  return rows.map(({ text, intent }) => {
    let slipped = text
    for (let slip = 0; slip < SLIPS; slip++) slipped = withSlip(slipped, below)
    return { text: slipped, intent }
  })
}

function withSlip(text: string, below: (limit: number) => number): string {
  const inWords = [...text.matchAll(/(?<=[a-z])[a-z]/gi)].map(({ index }) => index)
  if (inWords.length === 0) return text
  const at = inWords[below(inWords.length)] ?? 0
  const letter = text[at] ?? ''
  const keys = NEIGHBOURS[letter.toLowerCase()] ?? 'e'
  const [before, after] = [text.slice(0, at), text.slice(at + 1)]
  const slips = [
    before + after,
    before + letter + letter + after,
    before.slice(0, -1) + letter + before.slice(-1) + after,
    before + (keys[below(keys.length)] ?? '') + after,
  ]
  return slips[below(slips.length)] ?? text
}
