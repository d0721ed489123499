import type { Row } from '@parley/server/contract'
import { useMemo } from 'react'
import { type Canned, commandAt, insertCanned, unresolvedIn } from '../../lib/canned.ts'
import { rankCanned, recentCanned, rememberCanned } from '../../lib/rank-canned.ts'
import { useListMenu } from './use-list-menu.ts'
import type { Writing } from './use-writing.ts'

interface CannedMenuState {
  row: Row
  writing: Writing
  canned: readonly Canned[]
  fill: (text: string) => string
  onWrite: (text: string, caret: number) => void
}

/** Canned replies, called with `/` where the writer is. */
export function useCannedMenu({ row, writing, canned, fill, onWrite }: CannedMenuState) {
  const { text, caret } = writing
  const command = commandAt(text, caret, canned)
  const query = command?.query ?? ''
  const called = command !== undefined
  const { language } = row
  const found = useMemo(
    () => (called ? rankCanned(canned, query, { language, recent: recentCanned() }) : []),
    [called, canned, query, language],
  )
  const choose = (index: number) => {
    const reply = found[index]
    if (!(command && reply)) return
    rememberCanned(reply.shortcut)
    const inserted = insertCanned(text, command, fill(reply.text))
    onWrite(inserted.text, inserted.caret)
    const open = unresolvedIn(inserted.text, canned).find(({ from }) => from >= command.from)
    if (open?.kind === 'variable') writing.select(open.from, open.to)
    else writing.select(inserted.caret)
  }
  const menu = useListMenu({ at: command?.from, query, count: found.length, onChoose: choose })
  return { ...menu, query, found, choose }
}
