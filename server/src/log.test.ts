import { afterEach, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { createLogger } from './log.ts'

afterEach(() => {
  vi.restoreAllMocks()
})

function linesOf(write: (log: ReturnType<typeof createLogger>) => void): string {
  const written: string[] = []
  vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    written.push(String(chunk))
    return true
  })
  write(createLogger({ mode: 'development', logLevel: 'info' }))
  return written.join('')
}

test('what people wrote and what opens doors never reaches the log', () => {
  const secret = 'canary-7431'
  const text = linesOf((log) => {
    log.info({ event: 'a', text: secret, password: secret, token: secret, cookie: secret, email: secret })
    log.info({ event: 'b', body: { text: secret, parts: [{ type: 'text', text: secret }] } })
    log.info({ event: 'c', req: { headers: { authorization: secret, cookie: secret } } })
  })
  expect(text).toContain('[redacted]')
  expect(text).not.toContain(secret)
})

test('an error of validation is logged without the value that it quotes', () => {
  const text = linesOf((log) => {
    const failed = z.object({ n: z.literal('x') }).safeParse({ n: 'canary' })
    log.error({ event: 'failed', err: failed.error })
    log.error(Object.assign(new Error('Cast to string failed for "canary"'), { name: 'CastError' }))
    log.error({
      event: 'failed',
      err: Object.assign(new Error('dup key: { email: "canary" }'), {
        name: 'MongoServerError',
        code: 11000,
      }),
    })
  })
  expect(text).toContain('failed')
  expect(text).toContain('11000')
  expect(text).not.toContain('canary')
})
