import type { Part } from '@parley/server/contract'
import { useRef, useState } from 'preact/hooks'
import { fill } from '../i18n/messages.ts'
import { Avatar } from './avatar.tsx'
import { authorName, useScene } from './context.ts'
import { clockTime } from './format.ts'
import { Icon } from './icons.tsx'
import { Late } from './late.tsx'
import { linkify } from './linkify.tsx'
import type { MessageRow, NoticeBody } from './rows.ts'

const LONG_PRESS_MS = 450

/** One message with its face, its parts, its time, and for own ones how far it came. */
export function Message({ row, newest }: { row: MessageRow; newest: boolean }) {
  const { m, state } = useScene()
  const [timed, setTimed] = useState(false)
  const press = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const name = row.own ? m.you : authorName(row.by, m)
  const release = () => clearTimeout(press.current)
  return (
    <div
      class={`message ${row.own ? 'own' : 'other'}${row.first ? ' first' : ''}${row.last ? ' last' : ''}${timed ? ' timed' : ''}`}
      onPointerDown={(event) => {
        if (event.pointerType === 'touch') press.current = setTimeout(() => setTimed(!timed), LONG_PRESS_MS)
      }}
      onPointerUp={release}
      onPointerCancel={release}
    >
      {row.first && !row.own ? (
        <p class="author">
          {name}
          {row.by.type === 'bot' ? <span class="tag">{m.automated}</span> : null}
        </p>
      ) : (
        <span class="hidden">{name}: </span>
      )}
      <div class="line">
        {row.own ? null : row.last ? (
          <Avatar name={name} bot={row.by.type !== 'agent'} />
        ) : (
          <span class="no-avatar" />
        )}
        <div class={`body${row.outgoing?.state === 'failed' ? ' failed' : ''}`}>
          {row.parts.map((part, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a message never change
            <PartView key={at} part={part} active={row.active} />
          ))}
        </div>
        <time class="time" dateTime={new Date(row.at).toISOString()}>
          {clockTime(row.at, state.locale)}
        </time>
      </div>
      {row.own ? <Delivery row={row} newest={newest} /> : null}
    </div>
  )
}

function PartView({ part, active }: { part: Part; active: boolean }) {
  const { chat, m } = useScene()
  if (part.type === 'text') return <p class="bubble">{linkify(part.text)}</p>
  if (part.type === 'card') {
    return (
      <div class="card">
        <p class="card-title">{part.title}</p>
        {part.subtitle ? <p class="card-sub">{part.subtitle}</p> : null}
        {part.fields.length > 0 ? (
          <dl>
            {part.fields.map(({ label, value }) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{linkify(value)}</dd>
              </div>
            ))}
          </dl>
        ) : null}
      </div>
    )
  }
  if (part.type !== 'choices') return <Late name="FileView" part={part} />
  return (
    <fieldset class="choices" disabled={!active}>
      <legend class="hidden">{active ? m.choices : `${m.choices} (${m.choicesUsed})`}</legend>
      {part.options.map(({ id, label, text }) => (
        <button key={id} type="button" class="choice" onClick={() => chat.send(text)}>
          {label}
        </button>
      ))}
    </fieldset>
  )
}

function Delivery({ row, newest }: { row: MessageRow; newest: boolean }) {
  const { chat, state, m } = useScene()
  const { outgoing, seq } = row
  if (outgoing?.state === 'failed') {
    return (
      <p class="delivery wrong" role="alert">
        {m.failed}. {outgoing.code === 'too_large' ? m.failedTooLong : m.failedRefused}{' '}
        <button type="button" class="text" onClick={() => chat.retry(outgoing.id)}>
          {m.retry}
        </button>
      </p>
    )
  }
  if (outgoing?.state === 'queued') return <p class="delivery late">{m.sending}</p>
  if (!newest) return null
  const seen = seq !== undefined && (state.standing?.seen ?? 0) >= seq
  return <p class="delivery">{seen ? m.seen : m.sent}</p>
}

export function Notice({ body }: { body: NoticeBody }) {
  const { m } = useScene()
  const name = body.name ?? m.someone
  const words = {
    handoff_requested: m.handoffRequested,
    agent_joined: fill(m.agentJoined, { name }),
    agent_left: fill(m.agentLeft, { name }),
    bot_back: m.botBack,
    closed: m.closed,
  }
  const joined = body.notice === 'agent_joined'
  return (
    <p class={`notice${joined ? ' joined' : ''}`}>
      {joined ? <Avatar name={name} bot={false} /> : null}
      <span>{words[body.notice]}</span>
    </p>
  )
}

export function TypingRow({ by, name }: { by: 'bot' | 'agent'; name?: string }) {
  const { m } = useScene()
  const who = authorName({ type: by, name }, m)
  return (
    <div class="message other typing last">
      <div class="line">
        <Avatar name={who} bot={by === 'bot'} />
        <div class="body">
          <p class="bubble dots">
            <i />
            <i />
            <i />
            <span class="hidden">{fill(m.typing, { name: who })}</span>
          </p>
        </div>
      </div>
    </div>
  )
}

export function NewPill({ onClick }: { onClick: () => void }) {
  const { m } = useScene()
  return (
    <button type="button" class="pill" onClick={onClick}>
      <Icon name="down" />
      {m.newMessages}
    </button>
  )
}
