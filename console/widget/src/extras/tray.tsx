import { useEffect, useState } from 'preact/hooks'
import { fill } from '../i18n/messages.ts'
import { useScene } from '../ui/context.ts'
import type { Attaching, Item } from './attaching.ts'
import { sizeOf, wordsOf } from './words.ts'

/** What will go with the message, each with its picture, its size, and a way out. */
export function createTray(attaching: Attaching) {
  return function Tray({ changed }: { changed: () => void }) {
    const { state } = useScene()
    const w = wordsOf(state.locale)
    const [, draw] = useState(0)
    // biome-ignore lint/correctness/useExhaustiveDependencies: the first `changed` does as every later one does
    useEffect(
      () =>
        attaching.subscribe(() => {
          draw((n) => n + 1)
          changed()
        }),
      [],
    )
    const { items, tooMany } = attaching
    if (items.length === 0) return null
    return (
      <>
        <ul class="tray" aria-label={w.files}>
          {items.map((item) => (
            <Line key={item.key} item={item} attaching={attaching} />
          ))}
        </ul>
        {tooMany ? (
          <p class="counter" role="alert">
            {w.tooMany}
          </p>
        ) : null}
      </>
    )
  }
}

function Line({ item, attaching }: { item: Item; attaching: Attaching }) {
  const { state } = useScene()
  const w = wordsOf(state.locale)
  const { code, name, attachment, preview, progress } = item
  return (
    <li class={code ? 'item wrong' : 'item'}>
      {preview ? (
        <img src={preview} alt="" />
      ) : (
        <span class="ext">{name.split('.').at(-1)?.slice(0, 4)}</span>
      )}
      <span class="facts">
        <span class="name">{name}</span>
        {code ? (
          <span class="size" role="alert">
            {w[code as keyof typeof w] ?? w.failed}
          </span>
        ) : (
          <span class="size">{attachment ? sizeOf(item.bytes) : `${Math.round(progress * 100)} %`}</span>
        )}
      </span>
      {code && item.file ? (
        <button
          type="button"
          class="quiet"
          aria-label={`${w.retry}: ${name}`}
          onClick={() => attaching.retry(item)}
        >
          ↻
        </button>
      ) : null}
      <button
        type="button"
        class="quiet"
        aria-label={fill(w.remove, { name })}
        onClick={() => attaching.remove(item.key)}
      >
        ×
      </button>
      {attachment || code ? null : <progress max={1} value={progress} aria-label={name} />}
    </li>
  )
}
