import { createElement } from 'react'
import { create } from 'zustand'
import { patiently } from '../lib/patiently.ts'

const SHOWN_MS = 7000

/** Whether there was anything to notice yet. */
export const useNotices = create(() => ({ wanted: false }))

export function notifyProblem(title: string, message: string, closeLabel: string): void {
  void show(title, message, closeLabel)
}

interface Undo {
  label: string
  run: () => void
}

/** Something was done; with `undo` it can be taken back while the words stand there. */
export async function notifyDone(
  message: string,
  { close, undo, shownMs = SHOWN_MS }: { close: string; undo?: Undo; shownMs?: number },
): Promise<void> {
  useNotices.setState({ wanted: true })
  const [{ notifications }, { DoneMessage }] = await patiently(() =>
    Promise.all([import('@mantine/notifications'), import('./done-message.tsx')]),
  )
  const id = notifications.show({
    message: createElement(DoneMessage, {
      message,
      undo: undo && {
        label: undo.label,
        run: () => {
          notifications.hide(id)
          undo.run()
        },
      },
    }),
    color: 'var(--online)',
    autoClose: shownMs,
    closeButtonProps: { 'aria-label': close },
  })
}

async function show(title: string, message: string, closeLabel: string): Promise<void> {
  useNotices.setState({ wanted: true })
  const { notifications } = await patiently(() => import('@mantine/notifications'))
  notifications.show({
    title,
    message,
    color: 'var(--neg-solid)',
    autoClose: SHOWN_MS,
    closeButtonProps: { 'aria-label': closeLabel },
  })
}
