import { Menu } from '@mantine/core'
import type { SavedView, SaveView } from '@parley/server/contract'
import {
  IconArrowDown,
  IconArrowUp,
  IconPencil,
  IconTrash,
  IconUser,
  IconUsersGroup,
} from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { type RefObject, useState } from 'react'
import { codeOf } from '../../lib/api-error.ts'
import { changePreferences, preferences } from '../../lib/preferences.ts'
import { ownApi } from '../../lib/preferences-api.ts'
import { moved, type NavView, savedViewsQuery } from '../../lib/saved-views.ts'
import { useSession } from '../../lib/session.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { AnchoredMenu } from '../../ui/anchored.tsx'
import { notifyDone, notifyProblem } from '../../ui/notify.ts'
import styles from './saved-view-menu.module.css'

interface SavedViewMenuProps {
  at: RefObject<HTMLElement | null>
  view: NavView
  /** In the order of the navigation. */
  all: readonly NavView[]
  onRename: () => void
  onClose: () => void
}

/** Move, rename, share and remove a saved list. */
export function SavedViewMenu({ at, view, all, onRename, onClose }: SavedViewMenuProps) {
  const { t } = useTranslation(['inbox', 'translation'])
  const { permissions } = useSession()
  const { save, remove } = useSavedView()
  const { saved } = view
  const mayShare = permissions.includes('views.share')
  const mayChange = saved !== undefined && (mayShare || !saved.shared)
  const move = (by: number) => () =>
    changePreferences({
      viewOrder: moved(
        all.map(({ id }) => id),
        view.id,
        by,
      ),
    })
  return (
    <AnchoredMenu at={at} position="right-start" onClose={onClose}>
      {all[0]?.id !== view.id && (
        <Menu.Item leftSection={<IconArrowUp size={16} />} onClick={move(-1)}>
          {t('moveUp')}
        </Menu.Item>
      )}
      {all.at(-1)?.id !== view.id && (
        <Menu.Item leftSection={<IconArrowDown size={16} />} onClick={move(1)}>
          {t('moveDown')}
        </Menu.Item>
      )}
      {mayChange && (
        <Menu.Item leftSection={<IconPencil size={16} />} onClick={onRename}>
          {t('rename')}
        </Menu.Item>
      )}
      {saved && mayShare && (
        <Menu.Item
          leftSection={saved.shared ? <IconUser size={16} /> : <IconUsersGroup size={16} />}
          onClick={() => void save(saved, { shared: !saved.shared })}
        >
          {t(saved.shared ? 'unshare' : 'share')}
        </Menu.Item>
      )}
      {(!saved || mayChange) && (
        <Menu.Item leftSection={<IconTrash size={16} />} onClick={() => void remove(view)}>
          {t('remove')}
        </Menu.Item>
      )}
    </AnchoredMenu>
  )
}

/** The new name, where the old one stood: Enter keeps it, Escape does not. */
export function RenameView({ saved, onDone }: { saved: SavedView; onDone: () => void }) {
  const { t } = useTranslation(['inbox', 'translation'])
  const { save } = useSavedView()
  const [name, setName] = useState(saved.name)
  const finish = () => {
    onDone()
    if (name.trim() !== '' && name.trim() !== saved.name) void save(saved, { name: name.trim() })
  }
  return (
    <input
      className={styles.rename}
      aria-label={t('renameLabel', { name: saved.name })}
      maxLength={60}
      // biome-ignore lint/a11y/noAutofocus: the person just asked to write here
      autoFocus
      value={name}
      onChange={(event) => setName(event.currentTarget.value)}
      onBlur={finish}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return
        if (event.key === 'Enter') finish()
        if (event.key === 'Escape') {
          event.stopPropagation()
          onDone()
        }
      }}
    />
  )
}

function useSavedView() {
  const { t } = useTranslation(['inbox', 'translation'])
  const queryClient = useQueryClient()
  const store = async (work: () => Promise<unknown>): Promise<boolean> => {
    try {
      await work()
      return true
    } catch (error) {
      notifyProblem(
        t('translation:list.saved'),
        t(`translation:errors.${codeOf(error)}`),
        t('translation:common.close'),
      )
      return false
    } finally {
      await queryClient.invalidateQueries({ queryKey: savedViewsQuery.queryKey })
    }
  }
  const put = (saved: SavedView, change: Partial<SaveView> = {}) => {
    const { id, mine: _mine, ...body } = saved
    return store(() => ownApi.saveView(id, { ...body, ...change }))
  }
  const hide = (id: string, hidden: boolean) => {
    const others = preferences().hiddenViews.filter((each) => each !== id)
    changePreferences({ hiddenViews: hidden ? [...others, id] : others })
  }
  const remove = async ({ id, name, saved }: NavView) => {
    if (saved) {
      if (!(await store(() => ownApi.removeView(id)))) return
    } else hide(id, true)
    await notifyDone(t('removed', { name }), {
      close: t('translation:common.close'),
      undo: { label: t('undo'), run: () => (saved ? void put(saved) : hide(id, false)) },
    })
  }
  return { save: put, remove }
}
