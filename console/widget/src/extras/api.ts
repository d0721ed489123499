import type { Attachment } from '@parley/server/contract'
import type { ComponentType } from 'preact'
import type { Scene } from '../ui/context.ts'

/** What the second script brings: fetched when somebody attaches a file, sees one, rates, or is spoken to first. */
export interface Extras {
  /** Begins to upload. */
  add(files: readonly File[]): void
  /** What is uploaded and will go with the next message; with `take` it goes now. */
  ready(take?: boolean): Attachment[]
  /** Something is still on its way, or failed. */
  busy(): boolean
  /** A message of the company's own accord, unless it was shown before or somebody talks. */
  propose(rule: string): void
  Tray: ComponentType<{ changed: () => void }>
  FileView: ComponentType<{ part: Attachment }>
  Rating: ComponentType
  Rated: ComponentType<{ score: number }>
}

export interface ExtrasPorts {
  origin: string
  root: ShadowRoot
  chat: Scene['chat']
  tab: Scene['tab']
  /** Over all tabs. */
  store: Scene['tab']
}
