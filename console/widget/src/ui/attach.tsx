import { useRef, useState } from 'preact/hooks'
import type { KeyValue } from '../core/key-value.ts'
import { useScene } from './context.ts'
import { fetchExtras, useExtras } from './extras.ts'
import { Icon } from './icons.tsx'

type Add = (files: FileList | null | undefined) => boolean

/** Files go to the second script; what a former page of this tab uploaded has it fetched at once. */
export function useAttach(tab: KeyValue) {
  const [turn, setTurn] = useState(0)
  const extras = useExtras(turn > 0 || tab.get('files') !== undefined)
  const redraw = () => setTurn((n) => n + 1)
  const add: Add = (files) => {
    const list = [...(files ?? [])]
    if (list.length === 0) return false
    redraw()
    fetchExtras().then(
      (brought) => brought.add(list),
      () => undefined,
    )
    return true
  }
  return { extras, add, redraw }
}

export function Attach({ add }: { add: Add }) {
  const { m } = useScene()
  const picker = useRef<HTMLInputElement>(null)
  return (
    <>
      <button type="button" class="quiet" aria-label={m.attach} onClick={() => picker.current?.click()}>
        <Icon name="clip" />
      </button>
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          add(event.currentTarget.files)
          event.currentTarget.value = ''
        }}
      />
    </>
  )
}
