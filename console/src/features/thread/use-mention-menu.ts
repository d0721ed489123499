import type { Mentionable } from '@parley/server/contract'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { DraftMode } from '../../lib/drafts.ts'
import { mentionAt, rankPeople } from '../../lib/mention-at.ts'
import { fetchMentionable } from '../../lib/mentions-api.ts'
import { useListMenu } from './use-list-menu.ts'
import type { Writing } from './use-writing.ts'

const nobody: readonly Mentionable[] = []

/** Everybody whom a note in this conversation may name; asked for when a note is written. */
export function useMentionable(thread: string, mode: DraftMode): readonly Mentionable[] {
  const { data } = useQuery({
    queryKey: ['mentionable', thread],
    queryFn: () => fetchMentionable(thread),
    staleTime: 10_000,
    enabled: mode === 'note',
  })
  return data ?? nobody
}

interface MentionMenuState {
  mode: DraftMode
  writing: Writing
  people: readonly Mentionable[]
  onWrite: (text: string, caret: number) => void
}

/** Colleagues, called with `@` in a note. */
export function useMentionMenu({ mode, writing, people, onWrite }: MentionMenuState) {
  const { text, caret } = writing
  const command = mode === 'note' ? mentionAt(text, caret) : undefined
  const query = command?.query ?? ''
  const called = command !== undefined
  const found = useMemo(() => (called ? rankPeople(people, query) : []), [called, people, query])
  const choose = (index: number) => {
    const person = found[index]
    if (!(command && person?.allowed)) return
    const head = `${text.slice(0, command.from)}@${person.name} `
    onWrite(head + text.slice(command.to).replace(/^ /u, ''), head.length)
    writing.select(head.length)
  }
  // A second word that fits nobody is just the next word of the note.
  const at = found.length === 0 && query.includes(' ') ? undefined : command?.from
  const menu = useListMenu({ at, query, count: found.length, onChoose: choose })
  return { ...menu, query, found, choose }
}
