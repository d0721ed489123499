import type { Attachment } from '@parley/server/contract'
import { useEffect, useRef, useState } from 'preact/hooks'
import { fill } from '../i18n/messages.ts'
import { useScene } from '../ui/context.ts'
import type { ExtrasPorts } from './api.ts'
import { sizeOf, wordsOf } from './words.ts'

const MARGIN_MS = 60_000

/** A file in a message: a picture that opens large, or a card that downloads. */
export function createFileView({ origin, chat }: ExtrasPorts) {
  let kept: { token: string; ticket: string; expiresAt: number } | undefined
  let asking: Promise<string> | undefined

  /** Opens this person's files in addresses for an hour. */
  async function ticket(): Promise<string> {
    const token = chat.token ?? ''
    if (kept?.token === token && kept.expiresAt > Date.now() + MARGIN_MS) return kept.ticket
    asking ??= ask(token).finally(() => {
      asking = undefined
    })
    return await asking
  }
  async function ask(token: string): Promise<string> {
    const answer = await fetch(`${origin}/widget/file-ticket`, {
      headers: { authorization: `Bearer ${token}` },
      credentials: 'omit',
    })
    if (!answer.ok) throw new Error('no ticket')
    kept = { token, ...((await answer.json()) as { ticket: string; expiresAt: number }) }
    return kept.ticket
  }
  const address = (id: string, given: string, more = '') =>
    `${origin}/widget/files/${id}?ticket=${given}${more}`

  function Large({ part, given, onClose }: { part: Attachment; given: string; onClose: () => void }) {
    const { state } = useScene()
    const w = wordsOf(state.locale)
    const dialog = useRef<HTMLDialogElement>(null)
    useEffect(() => dialog.current?.showModal(), [])
    return (
      <dialog
        ref={dialog}
        class="large"
        aria-label={part.name}
        onClose={onClose}
        onClick={() => dialog.current?.close()}
        onKeyDown={(event) => event.stopPropagation()}
      >
        <button type="button" class="quiet" aria-label={w.close}>
          ×
        </button>
        <img src={address(part.id, given)} alt={part.name} />
      </dialog>
    )
  }

  return function FileView({ part }: { part: Attachment }) {
    const { state } = useScene()
    const w = wordsOf(state.locale)
    const [given, setGiven] = useState(kept?.token === chat.token ? kept?.ticket : undefined)
    const [large, setLarge] = useState(false)
    useEffect(() => {
      ticket().then(setGiven, () => undefined)
    }, [])
    const open = async () => {
      setGiven(await ticket())
      setLarge(true)
    }
    if (part.type === 'image') {
      return (
        <>
          <button
            type="button"
            class="picture"
            style={{
              aspectRatio: `${part.width} / ${part.height}`,
              width: `${Math.max(80, Math.min(part.width, 220))}px`,
            }}
            aria-label={fill(w.open, { name: part.name })}
            onClick={open}
          >
            {given ? <img src={address(part.id, given, '&size=thumb')} alt="" loading="lazy" /> : null}
          </button>
          {large && given ? <Large part={part} given={given} onClose={() => setLarge(false)} /> : null}
        </>
      )
    }
    return (
      // biome-ignore lint/a11y/useAriaPropsSupportedByRole: it has its address as soon as there is a ticket
      <a
        class="file"
        {...(given ? { href: address(part.id, given, '&download=1') } : {})}
        download={part.name}
        aria-label={`${fill(w.download, { name: part.name })}, ${sizeOf(part.bytes)}`}
        // An hour later the ticket in the address is old.
        onPointerEnter={() => void ticket().then(setGiven)}
      >
        <span class="ext">{part.name.split('.').at(-1)?.slice(0, 4)}</span>
        <span class="facts">
          <span class="name">{part.name}</span>
          <span class="size">{sizeOf(part.bytes)}</span>
        </span>
      </a>
    )
  }
}
