import type { TargetedEvent } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { useScene } from './context.ts'

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/

/** Asks who they are before the first word. */
export function PreChat() {
  const { chat, state, m } = useScene()
  const [tried, setTried] = useState(false)
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const first = useRef<HTMLInputElement>(null)
  const second = useRef<HTMLInputElement>(null)
  const busy = state.phase === 'introducing'
  const noName = (tried && !name.trim()) || state.refusedField === 'name'
  const badEmail = (tried && !isEmail(email)) || state.refusedField === 'email'

  useEffect(() => first.current?.focus({ preventScroll: true }), [])

  const submit = (event: TargetedEvent<HTMLFormElement>) => {
    event.preventDefault()
    setTried(true)
    if (!name.trim()) first.current?.focus()
    else if (!isEmail(email)) second.current?.focus()
    else chat.introduce({ name: name.trim(), ...(email.trim() ? { email: email.trim() } : {}) })
  }

  return (
    <form class="prechat" noValidate onSubmit={submit}>
      <div class="hero">
        <h3>{state.config?.greeting[state.locale]}</h3>
        <p>{m.introduce}</p>
      </div>
      <Field id="name" label={m.name} error={noName ? m.nameMissing : undefined}>
        <input
          ref={first}
          id="p-name"
          autoComplete="name"
          maxLength={120}
          value={name}
          required
          aria-invalid={noName}
          aria-describedby="p-name-note"
          onInput={(event) => setName(event.currentTarget.value)}
        />
      </Field>
      <Field
        id="email"
        label={m.email}
        note={m.emailWhy}
        optional={m.optional}
        error={badEmail ? m.emailWrong : undefined}
      >
        <input
          ref={second}
          id="p-email"
          type="email"
          inputMode="email"
          autoComplete="email"
          maxLength={254}
          value={email}
          aria-invalid={badEmail}
          aria-describedby="p-email-note"
          onInput={(event) => setEmail(event.currentTarget.value)}
        />
      </Field>
      <div class="prechat-end">
        <button type="submit" class="primary" disabled={busy}>
          {busy ? m.starting : m.start}
        </button>
        <p class="fine">{m.consent}</p>
      </div>
    </form>
  )
}

interface FieldProps {
  id: string
  label: string
  note?: string
  optional?: string
  error: string | undefined
  children: preact.ComponentChildren
}

function Field({ id, label, note, optional, error, children }: FieldProps) {
  return (
    <div class="field">
      <label for={`p-${id}`}>
        {label}
        {optional ? <span class="optional">{optional}</span> : null}
      </label>
      {children}
      <p id={`p-${id}-note`} class={error ? 'note wrong' : 'note'} aria-live="polite">
        {error ?? note}
      </p>
    </div>
  )
}

function isEmail(text: string): boolean {
  const trimmed = text.trim()
  return trimmed === '' || EMAIL.test(trimmed)
}
