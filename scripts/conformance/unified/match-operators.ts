import { mongo } from 'mongoose'
import { differ, type MatchContext, type Place } from './place.ts'
import { Mismatch } from './schema.ts'
import { numeric, sameScalar, shown, typeNames } from './values.ts'

interface Scope {
  readonly context: MatchContext
  readonly place: Place
  /** For operators that hold another expectation. */
  readonly match: (expected: unknown, actual: unknown, context: MatchContext, place: Place) => void
}

type Operator = (operand: unknown, actual: unknown, scope: Scope) => void

/** `$$` in the place of a value: what is expected is not one value. */
export const operators = {
  $$placeholder: () => undefined,
  $$exists(operand, actual, { place }) {
    if ((actual !== undefined) !== operand) differ(place, operand ? 'a value' : 'nothing', actual)
  },
  $$type(operand, actual, { place }) {
    const wanted = [operand].flat().map(String)
    const accepted = wanted.flatMap((name) =>
      name === 'number' ? ['int', 'long', 'double', 'decimal'] : [name],
    )
    if (actual === undefined || !typeNames(actual).some((name) => accepted.includes(name)))
      differ(place, `a value of type ${wanted.join(' or ')}`, actual)
  },
  $$unsetOrMatches(operand, actual, { context, place, match }) {
    if (actual !== undefined) match(operand, actual, context, place)
  },
  $$matchesEntity(operand, actual, { context, place, match }) {
    match(context.entity(String(operand)), actual, context, place)
  },
  $$sessionLsid(operand, actual, { context, place }) {
    const lsid = context.sessionId(String(operand))
    if (!lsid) throw new Mismatch(`${place.path}: there is no session ${String(operand)}`)
    if (!sameScalar(lsid, actual)) differ(place, `the id of ${String(operand)}`, actual)
  },
  $$matchesHexBytes(operand, actual, { place }) {
    const bytes = actual instanceof Uint8Array ? Buffer.from(actual).toString('hex') : undefined
    if (bytes !== String(operand).toLowerCase()) differ(place, `the bytes ${String(operand)}`, actual)
  },
  $$matchAsDocument(operand, actual, { context, place, match }) {
    if (typeof actual !== 'string') differ(place, 'extended JSON', actual)
    match(operand, mongo.BSON.EJSON.parse(actual, { relaxed: false }), context, { ...place, root: false })
  },
  $$matchAsRoot(operand, actual, { context, place, match }) {
    match(operand, actual, context, { ...place, root: true })
  },
  $$lte(operand, actual, { place }) {
    const [most, number] = [numeric(operand), numeric(actual)]
    if (most === undefined || number === undefined || number > most)
      differ(place, `at most ${shown(operand)}`, actual)
  },
} satisfies Record<string, Operator>
