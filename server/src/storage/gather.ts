import { setImmediate } from 'node:timers/promises'

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
 */
export function gather<Question, Answer>(
  answerAll: (questions: readonly Question[]) => Promise<readonly Answer[]>,
  atMost: number,
): (question: Question) => Promise<Answer> {
  const waiting: Asked<Question, Answer>[] = []
  let asking = false

  const answer = async (some: readonly Asked<Question, Answer>[]): Promise<void> => {
    try {
      const answers = await answerAll(some.map(({ question }) => question))
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
