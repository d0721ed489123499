import { useEffect, useRef, useState } from 'react'

const TYPING_MS = 250

/**
 * A search that stands in the address: the field shows what is typed, letter by letter, and `settle` is called when the
 * typing rests. Changed from elsewhere (the way back, filters taken away), the field follows.
 */
export function useTyped(
  value: string,
  settle: (text: string) => void,
): [text: string, type: (text: string) => void] {
  const [text, setText] = useState(value)
  const sent = useRef(value)
  const latest = useRef(settle)
  useEffect(() => {
    latest.current = settle
  })
  useEffect(() => {
    if (value === sent.current) return
    sent.current = value
    setText(value)
  }, [value])
  useEffect(() => {
    if (text.trim() === sent.current) return undefined
    const timer = setTimeout(() => {
      sent.current = text.trim()
      latest.current(text.trim())
    }, TYPING_MS)
    return () => clearTimeout(timer)
  }, [text])
  return [text, setText]
}
