import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Connection } from 'mongoose'
import { z } from 'zod'
import type { Desk } from '../contract/index.ts'
import { listCanned } from '../knowledge/canned.ts'
import type { Settings } from '../settings/settings.ts'

const Intents = z.array(
  z.object({ name: z.string(), title: z.object({ en: z.string(), zh: z.string() }), group: z.string() }),
)
const intentsFile = fileURLToPath(new URL('../../../nlp-models/data/intents.json', import.meta.url))

let intents: Promise<Desk['intents']> | undefined

/** What the console needs to know of the company once: queues, outcomes, tags, fields, names of intents, canned replies. */
export async function readDesk(
  connection: Connection,
  settings: Pick<Settings, 'get'>,
  person: string,
): Promise<Desk> {
  intents ??= readFile(intentsFile, 'utf8').then((text) => Intents.parse(JSON.parse(text)))
  return {
    ...settings.get('queues'),
    ...settings.get('outcomes'),
    ...settings.get('tags'),
    ...settings.get('fields'),
    ...settings.get('teams'),
    intents: await intents,
    canned: await listCanned(connection, person),
  }
}
