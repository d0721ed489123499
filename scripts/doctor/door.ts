import { HealthReport, type OpenSession, WidgetSession } from '../../server/src/contract/index.ts'
import { HopError } from './hop.ts'

const PATIENCE_MS = 6000

/** Whether Parley answers there. @throws HopError when nobody, or somebody else, does */
export async function knock(url: string): Promise<void> {
  const answer = await ask(`${url}/health/live`)
  const body = await answer.text().catch(() => '')
  if (!answer.ok || !/^\{"status":"live"\}$/.test(body.trim()))
    throw new HopError('not_parley', `${answer.status}`)
}

/** What the system says of itself. @throws HopError */
export async function readiness(url: string): Promise<HealthReport> {
  const answer = await ask(`${url}/health/ready`)
  const report = HealthReport.safeParse(await answer.json().catch(() => undefined))
  if (!report.success) throw new HopError('not_parley', `${answer.status}`)
  return report.data
}

/** Opens a session as a widget does. @throws HopError with the server's code */
export async function openSession(url: string, wish: OpenSession): Promise<WidgetSession> {
  const answer = await ask(`${url}/widget/session`, wish)
  const body: unknown = await answer.json().catch(() => undefined)
  const session = WidgetSession.safeParse(body)
  if (answer.ok && session.success) return session.data
  const code = (body as { error?: { code?: string } } | undefined)?.error?.code
  if (code === 'unknown_account') throw new HopError('no_widget', wish.account)
  if (code === 'token_invalid') throw new HopError('other_install')
  throw new HopError(code ?? 'door_refused', `${answer.status}`)
}

async function ask(address: string, body?: object): Promise<Response> {
  try {
    return await fetch(address, {
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE_MS),
      ...(body
        ? { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
        : {}),
    })
  } catch (error) {
    throw new HopError(whyOf(error))
  }
}

function whyOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined
  const code = cause && typeof cause === 'object' && 'code' in cause ? String(cause.code) : ''
  if (/ENOTFOUND|EAI_AGAIN/.test(code)) return 'no_such_host'
  if (/CERT|SELF_SIGNED|ERR_TLS/.test(code)) return 'bad_certificate'
  if (error instanceof Error && error.name === 'TimeoutError') return 'no_response'
  // A server that speaks something else closes the line on an HTTP request.
  return /UND_ERR_SOCKET|HPE_|ECONNRESET/.test(code) ? 'not_parley' : 'nothing_runs'
}
