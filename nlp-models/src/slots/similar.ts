import { editDistance, likeness } from '../text/distances.ts'
import type { SlotRequest, SlotResult } from './slot-request.ts'
import { plainReply, YES_NO_FORMS } from './yes-no.ts'

const LONGEST_COMPARED = 80
const LEAST_LIKENESS = 0.88
/** The next best choice must be this much less alike. */
const CLEAR_LEAD = 0.03

/** Finds the choice, or the yes or no, that a reply with typing slips means; by natural's distances. */
export function recogniseSimilar(request: SlotRequest): SlotResult {
  const reply = plainReply(request.text)
  if (reply === '' || reply.length > LONGEST_COMPARED) return undefined
  if (request.kind === 'yes-no') {
    const value = mostAlike(reply, YES_NO_FORMS)
    return value === undefined ? undefined : { kind: 'yes-no', value, by: 'natural' }
  }
  const forms = (request.choices ?? []).flatMap(({ value, labels = [] }) =>
    [value, ...labels].map((label) => [plainReply(label), value] as const),
  )
  const value = mostAlike(reply, forms) ?? onlyContained(reply, forms)
  return value === undefined ? undefined : { kind: 'choice', value, by: 'natural' }
}

function mostAlike(reply: string, forms: readonly (readonly [string, string])[]): string | undefined {
  const ranked = forms
    .filter(([form]) => editDistance(reply, form) <= slipsAllowed(form))
    .map(([form, value]) => ({ value, score: likeness(reply, form) }))
    .filter(({ score }) => score >= LEAST_LIKENESS)
    .sort((a, b) => b.score - a.score)
  const [best] = ranked
  const rival = ranked.find(({ value }) => value !== best?.value)
  return best && (rival === undefined || best.score - rival.score >= CLEAR_LEAD) ? best.value : undefined
}

/** One slip in a short word, two in a long one; none where a letter makes another word. */
function slipsAllowed(form: string): number {
  if (form.length < 3) return 0
  return form.length < 7 ? 1 : 2
}

/** The one choice of which a word of the reply is a slip, as in "the standrad one please". */
function onlyContained(reply: string, forms: readonly (readonly [string, string])[]): string | undefined {
  const words = reply.split(' ').filter((word) => word.length >= 4)
  const meant = new Set(
    forms
      .filter(
        ([form]) => form.length >= 4 && words.some((word) => editDistance(word, form) <= slipsAllowed(form)),
      )
      .map(([, value]) => value),
  )
  return meant.size === 1 ? [...meant][0] : undefined
}
