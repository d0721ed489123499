import type { Cursor, OpenCursor } from '../entities.ts'
import type { Document } from '../schema.ts'
import type { Call, Operations } from './operation.ts'

/** Sends the command that makes the cursor, which the driver does with the first reading. */
export async function openCursor(cursor: Cursor): Promise<OpenCursor> {
  return { cursor, first: { document: await readOnce(cursor) } }
}

async function readOnce(cursor: Cursor): Promise<Document | null> {
  return (await cursor.tryNext()) as Document | null
}

/** What the opening read, once. */
function takeFirst(open: OpenCursor): Document | null {
  const { first } = open
  open.first = undefined
  return first?.document ?? null
}

function cursorOf({ scene, object }: Call): OpenCursor {
  return scene.entities.get('cursor', object)
}

export const CURSOR: Operations = {
  close: async (call) => {
    // Drivers do not agree on what a failing killCursors means, so the format ignores it.
    await cursorOf(call)
      .cursor.close()
      .catch(() => undefined)
  },
  iterateOnce: async (call) => {
    const open = cursorOf(call)
    return takeFirst(open) ?? (await readOnce(open.cursor))
  },
  iterateUntilDocumentOrError: async (call) => {
    const open = cursorOf(call)
    return takeFirst(open) ?? ((await open.cursor.next()) as Document | null)
  },
}
