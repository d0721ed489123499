import type { Attachment } from '@parley/server/contract'
import { useEffect, useRef, useState } from 'preact/hooks'
import { fill } from '../i18n/messages.ts'
import { useScene } from '../ui/context.ts'
import type { ExtrasPorts } from './api.ts'
import { createTickets } from './tickets.ts'
import { sizeOf, wordsOf } from './words.ts'

/** A file in a message: a picture that opens large, or a card that downloads. */
export function createFileView({ origin, chat }: ExtrasPorts) {
  const tickets = createTickets({ origin, chat })
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
        class="viewer"
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
    const [given, setGiven] = useState(tickets.known())
    const [large, setLarge] = useState(false)
    const [failed, setFailed] = useState(false)
    /** An hour later the ticket in an address is old. */
    const renew = async () => {
      try {
        setGiven(await tickets.fresh())
        setFailed(false)
        return true
      } catch {
        setFailed(true)
        return false
      }
    }
    // biome-ignore lint/correctness/useExhaustiveDependencies: once for each file that is shown
    useEffect(() => void renew(), [])
    const open = async () => setLarge(await renew())
    const problem = failed ? (
      <p class="counter" role="status">
        {w.unreachable}
      </p>
    ) : null
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
          {problem}
        </>
      )
    }
    return (
      <>
        {/* biome-ignore lint/a11y/useAriaPropsSupportedByRole: it has its address as soon as there is a ticket */}
        {/* biome-ignore lint/a11y/noStaticElementInteractions: the same */}
        <a
          class="file"
          {...(given ? { href: address(part.id, given, '&download=1') } : {})}
          download={part.name}
          aria-label={`${fill(w.download, { name: part.name })}, ${sizeOf(part.bytes)}`}
          onPointerEnter={renew}
          onFocus={renew}
        >
          <span class="ext">{part.name.split('.').at(-1)?.slice(0, 4)}</span>
          <span class="facts">
            <span class="name">{part.name}</span>
            <span class="size">{sizeOf(part.bytes)}</span>
          </span>
        </a>
        {problem}
      </>
    )
  }
}
