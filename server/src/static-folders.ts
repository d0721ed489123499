import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Connection } from 'mongoose'
import { demoIsThere } from './demo/door.ts'
import type { StaticFolders } from './http/static-files.ts'

// The same places seen from src and from dist.
const folder = (path: string) => fileURLToPath(new URL(`../../console/${path}`, import.meta.url))

/** The built front ends; the demo shop is there while demo accounts are. */
export function staticFolders(connection: Connection): StaticFolders {
  const built = folder('dist')
  const widget = folder('widget/dist')
  return {
    ...(existsSync(built) ? { console: built } : {}),
    ...(existsSync(widget) ? { widget, preview: folder('widget/preview') } : {}),
    tryOut: folder('widget/try'),
    demo: {
      folder: folder('widget/demo'),
      installed: async () => await demoIsThere(connection),
    },
  }
}
