import type { Preferences } from '@parley/server/contract'

type Press = Pick<KeyboardEvent, 'key' | 'altKey' | 'ctrlKey' | 'metaKey'>

/**
 * Which of the numbers 1 to 9 a press means. None for whoever switched single keys off, and for a number that they made
 * the key of a command.
 */
export function numberOf(
  { key, altKey, ctrlKey, metaKey }: Press,
  { singleKeys }: Pick<Preferences, 'singleKeys'>,
  isTaken: (key: string) => boolean,
): number | undefined {
  if (!singleKeys || altKey || ctrlKey || metaKey || !/^[1-9]$/.test(key) || isTaken(key)) return undefined
  return Number(key)
}
