import { makeClientId } from './ids.ts'

const LENGTH = 10

/** The id of something new in the settings: lower-case, and it stays when the name changes. */
export function newSettingId(kind: string): string {
  const chance = makeClientId()
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '')
    .slice(0, LENGTH)
  return `${kind}-${chance}`
}
