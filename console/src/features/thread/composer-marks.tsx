import type { RefObject } from 'react'
import type { Unresolved } from '../../lib/canned.ts'
import styles from './composer.module.css'

const VARIABLE = /(\{\{[^{}]*\}\})/u

/** A text with its open variables standing out. */
export function MarkedText({ text }: { text: string }) {
  let at = 0
  return text.split(VARIABLE).map((piece) => {
    const key = `${at}`
    at += piece.length
    return VARIABLE.test(piece) ? (
      <mark key={key} className={styles.open}>
        {piece}
      </mark>
    ) : (
      piece
    )
  })
}

interface ComposerMarksProps {
  text: string
  unresolved: readonly Unresolved[]
  layer: RefObject<HTMLDivElement | null>
}

/** Lies under the box, letter on letter, and marks what must not go out yet. */
export function ComposerMarks({ text, unresolved, layer }: ComposerMarksProps) {
  if (unresolved.length === 0) return null
  let at = 0
  return (
    <div ref={layer} className={styles.marks} aria-hidden="true">
      {unresolved.map(({ from, to }) => {
        const before = text.slice(at, from)
        at = to
        return (
          <span key={from}>
            {before}
            <mark className={styles.open}>{text.slice(from, to)}</mark>
          </span>
        )
      })}
      {text.slice(at)}
      {/* A line that is begun is a line of the box too. */}
      {'\u200b'}
    </div>
  )
}
