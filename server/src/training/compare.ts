import { setImmediate as turnOfOthers } from 'node:timers/promises'
import { perClass } from '@parley/nlp-models'
import type { Comparison, HeldOutExample, ModelVersion } from '../contract/index.ts'
import { isHeldOut, toHeldOut } from './choose-data.ts'
import { type Limits, type Prediction, predict } from './judge.ts'
import type { LoadedModels } from './loaded-models.ts'
import type { LabelReader, ReadLabel } from './read-labels.ts'
import type { Versions } from './versions.ts'

const MOST_CHANGED = 200
const MOST_EXAMPLES = 200
/** Labels that were given since a version was judged are asked of it now; the newest so many. */
const MOST_NEW_LABELS = 400
const AT_ONCE = 25

export interface CompareDeps {
  versions: Versions
  labels: LabelReader
  loaded: LoadedModels
  limits: () => Limits
}

/** One utterance with what a version said of it; texts of labels are looked up, as far as they can be read. */
interface Shown {
  key: string
  text: string
  meant: string
  prediction: Prediction
}

/** What lies behind the cells of a version's confusion matrix. */
export async function examplesBehind(
  { versions, labels }: CompareDeps,
  id: string,
  cell: { meant: string; said: string },
): Promise<HeldOutExample[]> {
  await versions.find(id)
  const texts = textsOf((await labels.all()).labels)
  const behind = (await versions.predictions(id)).filter(
    ({ meant, said }) => meant === cell.meant && said === cell.said,
  )
  return behind
    .flatMap((one): HeldOutExample[] => {
      const text = one.text ?? texts.get(one.label ?? '')?.words
      if (text === undefined) return []
      const { language, said, confidence } = one
      return [
        { text, language, meant: cell.meant, said, confidence, source: one.label ? 'label' : 'heldout' },
      ]
    })
    .sort((x, y) => y.confidence - x.confidence)
    .slice(0, MOST_EXAMPLES)
}

/** Two versions on the same held-out utterances: those of the project, and every held-out label of today. */
export async function compareVersions(
  deps: CompareDeps,
  a: ModelVersion,
  b: ModelVersion,
): Promise<Comparison> {
  const held = (await deps.labels.all()).labels.filter(
    ({ words, intent }) => intent !== undefined && isHeldOut(words),
  )
  const [ofA, ofB] = [await shownBy(deps, a.id, held), await shownBy(deps, b.id, held)]
  const pairs = [...ofA.values()].flatMap((one) => {
    const other = ofB.get(one.key)
    return other ? [{ ...one, a: one.prediction, b: other.prediction }] : []
  })
  const changed = pairs
    .filter((pair) => pair.a.said !== pair.b.said)
    .map(({ text, meant, a: before, b: after }) => ({
      text,
      language: before.language,
      meant,
      a: { said: before.said, confidence: before.confidence },
      b: { said: after.said, confidence: after.confidence },
      change: changeOf(meant, before.said, after.said),
    }))
  const count = (change: (typeof changed)[number]['change']) =>
    changed.filter((one) => one.change === change).length
  return {
    a,
    b,
    intents: f1Of(pairs),
    changed: changed.sort((x, y) => order[x.change] - order[y.change]).slice(0, MOST_CHANGED),
    counts: { better: count('better'), worse: count('worse'), other: count('other') },
  }
}
// What got worse is what one has to look at.
const order = { worse: 0, better: 1, other: 2 }

function changeOf(meant: string, before: string, after: string): 'better' | 'worse' | 'other' {
  if (after === meant) return 'better'
  return before === meant ? 'worse' : 'other'
}

/** What a version says of labels that were given after it was judged. */
async function askNow(
  { loaded, limits }: CompareDeps,
  id: string,
  labels: readonly ReadLabel[],
): Promise<Map<string, Prediction>> {
  const said = new Map<string, Prediction>()
  if (labels.length === 0) return said
  const { model } = await loaded(id)
  for (const [index, label] of labels.entries()) {
    said.set(label._id, predict(model, asHeldOut(label), limits()))
    if (index % AT_ONCE === AT_ONCE - 1) await turnOfOthers()
  }
  return said
}

async function shownBy(
  deps: CompareDeps,
  id: string,
  held: readonly ReadLabel[],
): Promise<Map<string, Shown>> {
  const shown = new Map<string, Shown>()
  const known = new Map<string, Prediction>()
  for (const prediction of await deps.versions.predictions(id)) {
    const { label, text, meant } = prediction
    if (label !== undefined) known.set(label, prediction)
    else if (text !== undefined && meant !== undefined)
      shown.set(text, { key: text, text, meant, prediction })
  }
  const missing = held.filter(({ _id }) => !known.has(_id)).slice(-MOST_NEW_LABELS)
  for (const [label, prediction] of await askNow(deps, id, missing)) known.set(label, prediction)
  for (const { _id, words: text, intent } of held) {
    const prediction = known.get(_id)
    if (prediction && intent !== undefined) shown.set(_id, { key: _id, text, meant: intent, prediction })
  }
  return shown
}

function asHeldOut({ _id, words: text, language, intent, mood }: ReadLabel) {
  return toHeldOut({ id: _id, text, language, intent, mood })
}

function f1Of(pairs: readonly { meant: string; a: Prediction; b: Prediction }[]): Comparison['intents'] {
  const of = (which: 'a' | 'b') =>
    new Map(
      perClass(pairs.map((pair) => ({ expected: pair.meant, predicted: pair[which].said }))).map((one) => [
        one.label,
        one,
      ]),
    )
  const [a, b] = [of('a'), of('b')]
  return [...a.values()]
    .filter(({ support }) => support > 0)
    .map(({ label, support, f1 }) => ({ intent: label, heldOut: support, a: f1, b: b.get(label)?.f1 ?? 0 }))
}

function textsOf(labels: readonly ReadLabel[]): ReadonlyMap<string, ReadLabel> {
  return new Map(labels.map((label) => [label._id, label]))
}
