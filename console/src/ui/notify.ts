import { patiently } from '../lib/patiently.ts'

const SHOWN_MS = 7000

export function notifyProblem(title: string, message: string, closeLabel: string): void {
  void show(title, message, closeLabel)
}

async function show(title: string, message: string, closeLabel: string): Promise<void> {
  const { notifications } = await patiently(() => import('@mantine/notifications'))
  notifications.show({
    title,
    message,
    color: 'var(--neg-solid)',
    autoClose: SHOWN_MS,
    closeButtonProps: { 'aria-label': closeLabel },
  })
}
