import type { ExtrasPorts } from './api.ts'

const SESSION_MS = 30 * 60_000
const PATIENCE_MS = 5000
const LOOK_MS = 250

/** Shows a proactive message beside the launcher: once to a visitor, one in a session, never while somebody talks. */
export async function propose({ chat, store }: ExtrasPorts, id: string): Promise<void> {
  for (let waited = 0; waited < PATIENCE_MS; waited += LOOK_MS) {
    const { config, phase, caughtUp } = chat.state.get()
    // Who was here before may be in the middle of a conversation.
    if (config && (phase === 'idle' || phase === 'prechat' || caughtUp)) break
    await new Promise((go) => setTimeout(go, LOOK_MS))
  }
  const { config, open, standing, entries, locale } = chat.state.get()
  const rule = config?.proactive.find((one) => one.id === id)
  const talking = entries.length > 0 && standing?.status !== 'closed'
  if (!rule || open || talking) return
  await chat.alone('propose', async () => {
    const last = Number(store.get('nudged') ?? 0)
    if (store.get(`nudged:${id}`) || Date.now() - last < SESSION_MS) return
    store.set('nudged', String(Date.now()))
    store.set(`nudged:${id}`, '1')
    chat.state.set({ opener: { id, language: locale, text: rule.text[locale] } })
  })
}
