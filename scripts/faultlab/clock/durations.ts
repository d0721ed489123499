import type { Login } from '../../replay/agent.ts'
import { createApi } from '../../replay/api.ts'

const DAY_MS = 86_400_000

/** What supervisors see of waiting and handling times. @returns in words every number below nothing */
export async function negativeNumbers(urls: readonly string[], login: Login, now: number): Promise<string[]> {
  const found: string[] = []
  for (const url of urls) {
    const api = createApi(url)
    await api.surely('POST', '/api/session', login)
    const period = `from=${now - DAY_MS}&to=${now + DAY_MS}&timeZone=UTC`
    for (const path of [
      'live?period=now&timeZone=UTC',
      'live?period=24h&timeZone=UTC',
      `csat?${period}`,
      `mood?${period}`,
    ]) {
      const { status, body } = await api.settled('GET', `/api/insights/${path}`)
      if (status !== 200)
        found.push(`/api/insights/${path} was answered with ${status}: ${JSON.stringify(body)}`)
      for (const name of negativesIn(body)) found.push(`${url}/api/insights/${path}: ${name}`)
    }
  }
  return found
}

function* negativesIn(value: unknown, path = ''): Generator<string> {
  if (typeof value === 'number' && value < 0 && /(Ms|At|count|wait|time|seconds|median|p\d)/i.test(path))
    yield `${path} is ${value}`
  if (value !== null && typeof value === 'object')
    for (const [name, one] of Object.entries(value)) yield* negativesIn(one, path ? `${path}.${name}` : name)
}
