import { useEffect, useRef, useState } from 'preact/hooks'
import { fill } from '../i18n/messages.ts'
import { Composer } from './composer.tsx'
import { useScene } from './context.ts'
import { waitWords } from './format.ts'
import { Header } from './header.tsx'
import { Icon } from './icons.tsx'
import { Log } from './log.tsx'
import { PreChat } from './prechat.tsx'

export function Panel() {
  const { chat, state, m } = useScene()
  const panel = useRef<HTMLDivElement>(null)
  usePhoneHeight(panel)
  return (
    <div
      ref={panel}
      class="panel"
      role="dialog"
      aria-label={state.config ? fill(m.dialog, { company: state.config.company }) : m.open}
      tabIndex={-1}
      onKeyDown={(event) => {
        // While a Chinese word is being composed, Escape belongs to the input method.
        if (event.key !== 'Escape' || event.isComposing) return
        event.stopPropagation()
        chat.close()
      }}
    >
      <Header />
      <Body />
    </div>
  )
}

function Body() {
  const { chat, state, m } = useScene()
  const { phase } = state
  if (phase === 'unavailable') return <Halt words={m.unavailable} />
  if (phase === 'ended') {
    return (
      <Halt words={m.ended}>
        <button type="button" class="primary" onClick={() => chat.restart()}>
          {m.restart}
        </button>
      </Halt>
    )
  }
  if (phase === 'prechat' || phase === 'introducing') return <PreChat />
  return (
    <>
      <Standing />
      <Log />
      {/* Once it is there it stays: a form in its place would take the keyboard from who is writing. */}
      {phase === 'idle' ? null : <Composer />}
    </>
  )
}

function Halt({ words, children }: { words: string; children?: preact.ComponentChildren }) {
  return (
    <div class="halt" role="status">
      <Icon name="alert" />
      <p>{words}</p>
      {children}
    </div>
  )
}

const PATIENCE_MS = 1500

/** What the customer should know above all: no connection, or their place in line. */
function Standing() {
  const { state, m } = useScene()
  const { standing, connection } = state
  const lost = useLasting(connection === 'down', PATIENCE_MS)
  const waiting = standing?.control === 'requested' && standing.status !== 'closed'
  return (
    <div class="standing" role="status">
      {lost ? (
        <p class="strip warn">
          <Icon name="offline" />
          {m.offline}
        </p>
      ) : waiting ? (
        <p class="strip">
          <Icon name="clock" />
          {waitWords(standing, m, state.locale)}
        </p>
      ) : null}
    </div>
  )
}

/** True once the fact has lasted: a short break is not worth a word. */
function useLasting(fact: boolean, ms: number): boolean {
  const [lasting, setLasting] = useState(false)
  useEffect(() => {
    if (!fact) {
      setLasting(false)
      return
    }
    const timer = setTimeout(() => setLasting(true), ms)
    return () => clearTimeout(timer)
  }, [fact, ms])
  return fact && lasting
}

/** On a phone the keyboard covers half the page: the panel fits what is left. */
function usePhoneHeight(panel: { current: HTMLElement | null }): void {
  useEffect(() => {
    const view = window.visualViewport
    if (!view) return
    const fit = () => {
      panel.current?.style.setProperty('--p-height', `${view.height}px`)
      panel.current?.style.setProperty('--p-top', `${view.offsetTop}px`)
    }
    fit()
    view.addEventListener('resize', fit)
    view.addEventListener('scroll', fit)
    return () => {
      view.removeEventListener('resize', fit)
      view.removeEventListener('scroll', fit)
    }
  }, [panel])
}
