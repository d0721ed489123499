import { setImmediate } from 'node:timers/promises'
import { mongo } from 'mongoose'

/** No round trip takes so long: one that does was forgotten by whoever had to end it. */
const LONGEST_MS = 15_000

interface Asked<Question, Answer> {
  question: Question
  resolve: (answer: Answer) => void
  reject: (error: unknown) => void
}

/**
 * Makes one round trip of many: what is asked at the same moment, or while an answer is on its way, goes together. So
 * nobody waits for company, each answer is of a moment after its question, and the busier a process is, the less it asks
 * for each.
 *
 * @param answerAll as many answers as questions, in their order; what it throws, all who asked get
 * @param withinMs after which those who asked are told that there was no answer, and the next are asked for
 */
export function gather<Question, Answer>(
  answerAll: (questions: readonly Question[]) => Promise<readonly Answer[]>,
  atMost: number,
  withinMs = LONGEST_MS,
): (question: Question) => Promise<Answer> {
  const waiting: Asked<Question, Answer>[] = []
  let asking = false

  const answer = async (some: readonly Asked<Question, Answer>[]): Promise<void> => {
    try {
      const answers = await inTime(answerAll(some.map(({ question }) => question)), withinMs)
      for (const [index, { resolve }] of some.entries()) resolve(answers[index] as Answer)
    } catch (error) {
      for (const { reject } of some) reject(error)
    }
  }
  const answerOn = async (): Promise<void> => {
    asking = true
    while (waiting.length > 0) {
      // Whatever else has just arrived at this process is heard first, and may ask the same.
      await setImmediate()
      await answer(waiting.splice(0, atMost))
    }
    asking = false
  }
  return (question) =>
    new Promise((resolve, reject) => {
      waiting.push({ question, resolve, reject })
      if (!asking) void answerOn()
    })
}

async function inTime<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new mongo.MongoNetworkTimeoutError(`no answer within ${ms} ms`)), ms)
  })
  return await Promise.race([work, late]).finally(() => clearTimeout(timer))
}
