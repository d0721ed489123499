import type { ChatState } from '../core/chat-state.ts'
import type { Messages } from '../i18n/en.ts'
import { fill } from '../i18n/messages.ts'
import { Avatar } from './avatar.tsx'
import { useScene } from './context.ts'
import { Icon } from './icons.tsx'

/** Who is on the other side, always said plainly: a person by name, or that it is a machine. */
export function Header() {
  const { chat, state, m } = useScene()
  const { standing, connection } = state
  const agent = standing?.control === 'agent' ? standing.agent : undefined
  const company = state.config?.company ?? ''
  const named = state.config?.showCompany ?? true
  return (
    <header class="header">
      <span class="face">
        <Avatar name={agent?.name ?? company} bot={agent === undefined} large />
        {state.thread ? <span class={`dot ${connection === 'up' ? 'on' : ''}`} /> : null}
      </span>
      <div class="who">
        <h2>{named ? company : (agent?.name ?? m.assistant)}</h2>
        <p>{statusLine(state, m)}</p>
      </div>
      <button type="button" class="quiet" aria-label={m.close} onClick={() => chat.close()}>
        <Icon name="close" />
      </button>
    </header>
  )
}

function statusLine({ standing, connection, thread }: ChatState, m: Messages): string {
  if (thread !== undefined && connection !== 'up') return m.connecting
  if (standing?.control === 'agent' && standing.agent)
    return fill(m.personHere, { name: standing.agent.name })
  const waiting = standing?.control === 'requested' && standing.status !== 'closed'
  if (waiting && standing.closed) return m.away
  return waiting ? m.looking : m.assistantHere
}
