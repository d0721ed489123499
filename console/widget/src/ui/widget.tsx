import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks'
import type { Chat } from '../core/chat.ts'
import type { KeyValue } from '../core/key-value.ts'
import { messagesOf } from '../i18n/messages.ts'
import { accentOf } from './colour.ts'
import { SceneContext, useChatState } from './context.ts'
import { Launcher } from './launcher.tsx'
import { Panel } from './panel.tsx'

/** All that the widget shows. */
export function Widget({
  chat,
  tab,
  accent,
  side,
}: {
  chat: Chat
  tab: KeyValue
  accent: string
  /** Corner, as it was known when the page was loaded. */
  side: string | undefined
}) {
  const state = useChatState(chat)
  const m = messagesOf(state.locale)
  const root = useRef<HTMLElement>(null)
  const launcher = useRef<HTMLButtonElement>(null)
  const wasOpen = useRef(false)
  const scene = useMemo(() => ({ chat, state, m, tab }), [chat, state, m, tab])
  const colour = state.config?.accent ?? accent

  useEffect(() => {
    const { fill, on, inkLight, inkDark } = accentOf(colour)
    const set = (name: string, value: string) => root.current?.style.setProperty(name, value)
    set('--p-accent', fill)
    set('--p-on-accent', on)
    set('--p-ink-light', inkLight)
    set('--p-ink-dark', inkDark)
  }, [colour])

  useLayoutEffect(() => {
    // To where the keyboard was before, so that nobody is lost after closing.
    if (wasOpen.current && !state.open) launcher.current?.focus({ preventScroll: true })
    wasOpen.current = state.open
  }, [state.open])

  if (state.phase === 'unavailable' && !state.open) return null
  return (
    <SceneContext.Provider value={scene}>
      <section
        ref={root}
        class={`parley ${(state.config?.position ?? side) === 'left' ? 'left' : ''}`}
        lang={state.locale === 'zh' ? 'zh-CN' : 'en'}
        aria-label={state.config?.company ?? 'Parley'}
      >
        {state.open ? <Panel /> : null}
        <Launcher buttonRef={launcher} />
      </section>
    </SceneContext.Provider>
  )
}
