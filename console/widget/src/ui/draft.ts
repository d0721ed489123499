import { useLayoutEffect, useState } from 'preact/hooks'
import { useScene } from './context.ts'

export const DRAFT = 'draft'

/** What is being written, which survives a reload. Whoever comes next in this tab gets their own. */
export function useDraft(): [text: string, change: (words: string) => void] {
  const { chat, tab } = useScene()
  const kept = () => tab.get(DRAFT) ?? ''
  const [text, setText] = useState(kept)
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another person's is another draft
  useLayoutEffect(() => setText(kept()), [chat.person])
  const change = (words: string) => {
    setText(words)
    tab.set(DRAFT, words)
  }
  return [text, change]
}
