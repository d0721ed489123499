import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import { fill } from '../i18n/messages.ts'
import { Attach, useAttach } from './attach.tsx'
import { useScene } from './context.ts'
import { useDraft } from './draft.ts'
import { Icon } from './icons.tsx'

/** The contract's limit, repeated because its module would bring the schema library along. */
const MAX_TEXT = 4000
const WARN_FROM = 400

export function Composer() {
  const { chat, tab, m } = useScene()
  const [text, change] = useDraft()
  const field = useRef<HTMLTextAreaElement>(null)
  const { extras, add, redraw } = useAttach(tab)
  const left = MAX_TEXT - text.length
  // What is too long stays as it is: cut off silently, nobody would know what was lost.
  const blocked = left < 0 || extras?.busy() || (text.trim() === '' && !extras?.ready().length)

  useEffect(() => {
    // On a touch screen focus would throw up the keyboard before anything was read.
    if (!matchMedia('(pointer: coarse)').matches) field.current?.focus({ preventScroll: true })
  }, [])

  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text
  useLayoutEffect(() => {
    const area = field.current
    if (!area) return
    area.style.height = 'auto'
    area.style.height = `${area.scrollHeight}px`
  }, [text])

  const submit = () => {
    if (blocked) return
    chat.send(text, extras?.ready(true))
    change('')
    field.current?.focus()
  }

  return (
    <form
      class="composer"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault()
        add(event.dataTransfer?.files)
      }}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      {extras ? <extras.Tray changed={redraw} /> : null}
      <div class="write">
        <Attach add={add} />
        <textarea
          ref={field}
          rows={1}
          aria-invalid={left < 0}
          placeholder={m.write}
          aria-label={m.write}
          value={text}
          onPaste={(event) => {
            if (!event.clipboardData?.getData('text') && add(event.clipboardData?.files))
              event.preventDefault()
          }}
          onInput={(event) => {
            change(event.currentTarget.value)
            chat.typed()
          }}
          onKeyDown={(event) => {
            // 229: some input methods report the confirming Enter without saying that they compose.
            const composing = event.isComposing || event.keyCode === 229
            if (event.key !== 'Enter' || event.shiftKey || composing) return
            event.preventDefault()
            submit()
          }}
        />
        <button type="submit" class="send" aria-label={m.send} disabled={blocked}>
          <Icon name="send" />
        </button>
      </div>
      {left < WARN_FROM ? (
        <p class="counter" role="status">
          {fill(left < 0 ? m.over : m.left, { count: Math.abs(left) })}
        </p>
      ) : null}
    </form>
  )
}
