import { scanEntities } from '@parley/nlp-models'
import { rateOf } from '../rate-of.ts'
import { say } from '../say.ts'
import { type Case, readCases, scanOptions, TODAY } from './cases.ts'
import { findByPeers } from './peer.ts'
import { type ByKind, type Contender, figuresOf, printContender } from './report.ts'
import { countsOf, type Labelled, scoresOf, sumOf } from './score.ts'

type Find = (one: Case) => readonly Labelled[]

const KINDS = 'email phone order amount number date time person place organisation product card id url'.split(
  ' ',
)
/** Kinds that the peers have no notion of. */
const OWN = new Set(['order', 'product', 'card', 'id'])

/**
 * Entities of labelled messages, found by the product's own scan and by node-nlp's recognisers with compromise: how
 * many are right, and how many messages a second. It prints figures only, no text.
 */
export async function benchEntities({ file }: { file: string }): Promise<void> {
  const cases = await readCases(file)
  const options = await scanOptions()
  say(`${cases.length} messages`)
  const parley = contend('parley', cases, ({ text }) => scanEntities(text, options))
  printContender(parley)
  say('the peers')
  const peer = contend('node-nlp + compromise', cases, ({ text, language }) =>
    findByPeers(text, language, TODAY),
  )
  printContender(peer)
  console.log(JSON.stringify({ bench: 'entities', parley: figuresOf(parley), peer: figuresOf(peer) }))
}

function contend(name: string, cases: readonly Case[], find: Find): Contender {
  const found = cases.map((one) => ({ one, found: find(one) }))
  const byKind = (language?: string): ByKind => {
    const asked = found.filter(({ one }) => language === undefined || one.language === language)
    const counts = KINDS.map((kind) => {
      const ofKind = (list: readonly Labelled[]) => list.filter((entity) => entity.kind === kind)
      return [
        kind,
        sumOf(asked.map(({ one, found }) => countsOf(ofKind(one.entities), ofKind(found)))),
      ] as const
    })
    return {
      ...Object.fromEntries(counts.map(([kind, sum]) => [kind, scoresOf(sum)])),
      shared: scoresOf(sumOf(counts.filter(([kind]) => !OWN.has(kind)).map(([, sum]) => sum))),
      all: scoresOf(sumOf(counts.map(([, sum]) => sum))),
    }
  }
  return { name, both: byKind(), en: byKind('en'), zh: byKind('zh'), perSecond: rateOf(cases, find) }
}
