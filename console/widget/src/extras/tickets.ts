import type { ExtrasPorts } from './api.ts'

const MARGIN_MS = 60_000

/** What opens this person's files in addresses, for an hour: asked for once, however many files are shown. */
export function createTickets({ origin, chat }: Pick<ExtrasPorts, 'origin' | 'chat'>) {
  let kept: { token: string; ticket: string; expiresAt: number } | undefined
  let asking: Promise<string> | undefined

  async function ask(token: string): Promise<string> {
    const answer = await fetch(`${origin}/widget/file-ticket`, {
      headers: { authorization: `Bearer ${token}` },
      credentials: 'omit',
    })
    if (!answer.ok) throw new Error('no ticket')
    kept = { token, ...((await answer.json()) as { ticket: string; expiresAt: number }) }
    return kept.ticket
  }
  return {
    /** The one that is there, old or not. */
    known: () => (kept?.token === chat.token ? kept?.ticket : undefined),
    /** One that holds. @throws when the server gives none */
    async fresh(): Promise<string> {
      const token = chat.token ?? ''
      if (kept?.token === token && kept.expiresAt > Date.now() + MARGIN_MS) return kept.ticket
      asking ??= ask(token).finally(() => {
        asking = undefined
      })
      return await asking
    },
  }
}
