import type { BrowserContext } from 'playwright-core'
import type { z } from 'zod'

export type Desk = ReturnType<typeof deskOf>

/** The console's API with the session of a browser profile; answers are checked as they come. */
export function deskOf(context: BrowserContext, url: string) {
  const headers = { origin: url }
  return {
    context,
    async get<T>(path: string, answer: z.ZodType<T>): Promise<T> {
      return answer.parse(await (await context.request.get(`${url}${path}`)).json())
    },
    async post<T>(path: string, data: object | Buffer, answer: z.ZodType<T>): Promise<T> {
      const type = Buffer.isBuffer(data) ? { 'content-type': 'application/octet-stream' } : {}
      const response = await context.request.post(`${url}${path}`, { headers: { ...headers, ...type }, data })
      return answer.parse(await response.json())
    },
  }
}
