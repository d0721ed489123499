import { createHash } from 'node:crypto'
import { z } from 'zod'
import { wordingKeys } from './wording-keys.ts'

const Probability = z.number().min(0).max(1)
const Intent = z.string().regex(/^[a-z_]+\.[a-z_]+$|^[a-z_]+$/)
const Words = z.strictObject({ en: z.array(z.string().min(1)), zh: z.array(z.string().min(1)) })

/** A mood counts from this strength (score at most) and this certainty (confidence at least). */
const MoodLimit = z.strictObject({ score: z.number().min(-1).max(0), confidence: Probability })

const DialogSettings = z.strictObject({
  enabled: z.boolean(),
  /** Start the dialog. */
  intents: z.array(Intent),
  /** Start it only when the customer named an order; else they are answered from knowledge. */
  intentsWithOrder: z.array(Intent),
})

const LanguageWording = z.strictObject({
  /** Every text has one or more equal variants; a turn's seed chooses. */
  texts: z.record(z.enum(wordingKeys), z.array(z.string().min(1)).min(1)),
  /** What a topic is called on a quick reply. */
  topics: z.record(Intent, z.string().min(1).max(40)),
})

const Fields = z.strictObject({
  thresholds: z
    .strictObject({
      answer: Probability,
      offer: Probability,
      inScope: Probability,
      offerInScope: Probability,
      /** Answer threshold of single intents. */
      perIntent: z.record(Intent, Probability),
    })
    .refine((limits) => limits.offer <= limits.answer && limits.offerInScope <= limits.inScope, {
      message: 'offering choices must not need more certainty than answering',
    }),
  misunderstandingsBeforeHandoff: z.int().min(1).max(10),
  mood: z.strictObject({
    /** One message of this kind goes to a person at once. */
    strong: MoodLimit,
    /** Two turns in a row of this kind go to a person. */
    repeated: MoodLimit,
    /** With a serious topic this is enough. */
    serious: MoodLimit,
  }),
  dialogs: z.strictObject({
    'order-status': DialogSettings,
    'start-return': DialogSettings.extend({ returnWithinDays: z.int().min(1).max(3650) }),
  }),
  /** Never answered by the bot. */
  sensitive: z.array(Intent),
  /** Answered, and a person is offered. */
  serious: z.array(Intent),
  queues: z.strictObject({
    fallback: z.string().min(1),
    ofIntent: z.record(Intent, z.string().min(1)),
  }),
  /** Topics on the quick replies of a welcome and of a misunderstanding. */
  help: z.array(Intent).min(1).max(6),
  /** Quick replies under an answer. */
  nextSteps: z.record(Intent, z.array(Intent).max(3)),
  /** Whole messages with a plain meaning, whatever the model says of them. */
  words: z.strictObject({ person: Words, cancel: Words, yes: Words, no: Words, other: Words }),
  /** Dates are told in this zone. */
  timeZone: z.string().refine(isTimeZone, { message: 'unknown time zone' }),
  wording: z.strictObject({ en: LanguageWording, zh: LanguageWording }),
})

/** The bot as data: everything that a company may change without changing code. */
export const BotDefinition = Fields.superRefine((definition, report) => {
  const offered = [...definition.help, ...Object.values(definition.nextSteps).flat()]
  for (const language of ['en', 'zh'] as const) {
    for (const intent of offered.filter((each) => !(each in definition.wording[language].topics))) {
      report.addIssue({
        code: 'custom',
        path: ['wording', language, 'topics', intent],
        message: 'a topic that is offered needs a label',
      })
    }
  }
})
export type BotDefinition = z.infer<typeof BotDefinition>
export type DialogName = keyof BotDefinition['dialogs']
export type LanguageWording = z.infer<typeof LanguageWording>

/** Names a definition's content: the same data has the same version, however its keys are ordered. */
export function versionOf(definition: BotDefinition): string {
  return createHash('sha256').update(canonical(definition)).digest('hex').slice(0, 12)
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const members = Object.entries(value)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`)
  return `{${members.join(',')}}`
}

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}
