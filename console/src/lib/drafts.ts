export type DraftMode = 'reply' | 'note'

export interface Draft {
  text: string
  /** When it was written here. */
  at: number
  /** The server has it. */
  saved: boolean
  /** What stood here before a newer text from another screen took its place. */
  before?: string
}

export const draftKey = (thread: string, mode: DraftMode) => `${thread}:${mode}`

/**
 * What is not saved yet was written here last and wins; else the server's copy is right, which another
 * device may have changed meanwhile.
 */
export function newestDraft(
  here: Draft | undefined,
  onServer: string | undefined,
  at: number,
): Draft | undefined {
  if (here && !here.saved) return here
  if (onServer === undefined || onServer === '') return undefined
  return here?.text === onServer ? here : { text: onServer, at, saved: true }
}

/** A refused text comes back in front of what was typed meanwhile. */
export function withReturnedText(draft: string, returned: string): string {
  if (draft.trim() === '' || draft === returned) return returned
  // Another way brought it here already.
  if (draft.startsWith(`${returned}\n`)) return draft
  return `${returned}\n${draft}`
}

export function isDraft(value: unknown): value is Draft {
  return (
    typeof value === 'object' &&
    value !== null &&
    'text' in value &&
    typeof value.text === 'string' &&
    'at' in value &&
    typeof value.at === 'number' &&
    'saved' in value &&
    typeof value.saved === 'boolean'
  )
}
