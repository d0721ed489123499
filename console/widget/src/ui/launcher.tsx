import type { RefObject } from 'preact'
import { useState } from 'preact/hooks'
import { CHAT_ICON } from '../boot.ts'
import { fill } from '../i18n/messages.ts'
import { Avatar } from './avatar.tsx'
import { authorName, useScene } from './context.ts'
import { Icon } from './icons.tsx'

const MANY = 99

export function Launcher({ buttonRef }: { buttonRef: RefObject<HTMLButtonElement | null> }) {
  const { chat, state, m } = useScene()
  const { open, unread } = state
  const label = unread > 0 ? fill(m.openUnread, { count: unread }) : m.open
  return (
    <>
      <Peek />
      <button
        ref={buttonRef}
        type="button"
        class={`launcher${open ? ' opened' : ''}`}
        aria-label={open ? m.close : label}
        aria-expanded={open}
        onClick={() => (open ? chat.close() : chat.open())}
      >
        {open ? (
          <Icon name="down" />
        ) : (
          <svg viewBox="0 0 24 24" aria-hidden="true">
            <path d={CHAT_ICON} />
          </svg>
        )}
        {!open && unread > 0 ? <span class="badge">{unread > MANY ? `${MANY}+` : unread}</span> : null}
      </button>
    </>
  )
}

/** The newest unread message beside the launcher. */
function Peek() {
  const { chat, state, m } = useScene()
  const [dismissed, setDismissed] = useState(0)
  const { open, unread, entries, opener } = state
  const last = entries.findLast(({ by, body }) => body.kind === 'message' && by.type !== 'customer')
  if (opener && !open)
    return (
      <Bubble
        name={m.assistant}
        bot
        text={opener.text}
        onDismiss={() => chat.state.set({ opener: undefined })}
      />
    )
  if (open || unread === 0 || last?.body.kind !== 'message' || last.seq <= dismissed) return null
  const name = authorName(last.by, m)
  const text = last.body.parts.map((part) =>
    part.type === 'text' ? part.text : part.type === 'card' ? part.title : 'name' in part ? part.name : '',
  )
  return (
    <Bubble
      name={name}
      bot={last.by.type !== 'agent'}
      text={text.filter(Boolean).join(' ')}
      onDismiss={() => setDismissed(last.seq)}
    />
  )
}

interface BubbleProps {
  name: string
  bot: boolean
  text: string
  onDismiss: () => void
}

function Bubble({ name, bot, text, onDismiss }: BubbleProps) {
  const { chat, m } = useScene()
  return (
    <div class="peek">
      <button type="button" class="peek-body" onClick={() => chat.open()}>
        <Avatar name={name} bot={bot} />
        <span class="peek-words">
          <strong>{name}</strong>
          <span class="peek-text">{text}</span>
        </span>
      </button>
      <button type="button" class="quiet peek-close" aria-label={m.dismiss} onClick={onDismiss}>
        <Icon name="close" />
      </button>
    </div>
  )
}
