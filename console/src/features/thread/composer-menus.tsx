import type { Row } from '@parley/server/contract'
import { CannedMenu, cannedOptionId } from './canned-menu.tsx'
import { MentionMenu, mentionOptionId } from './mention-menu.tsx'
import type { ComposerState } from './use-composer.ts'

type Menus = Pick<ComposerState, 'cannedMenu' | 'mentionMenu' | 'fill'>

/** For the box: which list is open over it, and which of its lines is chosen. */
export function openMenuOf({ cannedMenu, mentionMenu }: Menus): { list: string; active: string } | undefined {
  if (mentionMenu.open) {
    if (mentionMenu.found.length === 0) return undefined
    return { list: 'mention-list', active: mentionOptionId(mentionMenu.active) }
  }
  if (!cannedMenu.open || cannedMenu.found.length === 0) return undefined
  return { list: 'canned-list', active: cannedOptionId(cannedMenu.active) }
}

/** The list that was called in the box: colleagues in a note, canned replies anywhere. */
export function ComposerMenus({ composer, language }: { composer: Menus; language: Row['language'] }) {
  const { cannedMenu, mentionMenu, fill } = composer
  if (mentionMenu.open) {
    const { query, found, active, choose } = mentionMenu
    return <MentionMenu query={query} found={found} active={active} onChoose={choose} />
  }
  if (!cannedMenu.open) return null
  const { query, found, active, choose } = cannedMenu
  return (
    <CannedMenu
      query={query}
      found={found}
      active={active}
      language={language}
      fill={fill}
      onChoose={choose}
    />
  )
}
