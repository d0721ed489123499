import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import mongoose from 'mongoose'
import { afterAll, beforeAll } from 'vitest'
import { type LaunchedStore, type LaunchOptions, launchStore } from '../src/index.ts'

/** The store as people start it: the sources would run through a loader, which takes three times as long. */
export const entry = join(import.meta.dirname, '..', 'dist', 'main.js')

export type Db = mongoose.mongo.Db

export function temporaryFolder(): { dir: string; remove: () => void } {
  const dir = mkdtempSync(join(tmpdir(), 'parley-store-'))
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) }
}

export async function connect(uri: string): Promise<mongoose.mongo.MongoClient> {
  return new mongoose.mongo.MongoClient(uri, {
    promoteValues: true,
    serverSelectionTimeoutMS: 5000,
  }).connect()
}

interface Running {
  store: LaunchedStore
  client: mongoose.mongo.MongoClient
  db: Db
}

/** One store for a test file; the properties are there once the first test runs. */
export function withStore(options: Partial<LaunchOptions> = {}): Running {
  const folder = temporaryFolder()
  const running = {} as Running
  beforeAll(async () => {
    running.store = await launchStore({ dir: folder.dir, entry, ...options })
    running.client = await connect(running.store.uri)
    running.db = running.client.db('test')
  })
  afterAll(async () => {
    await running.client?.close()
    await running.store?.stop()
    folder.remove()
  })
  return running
}

/** A repeatable source of choices. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 0x1_0000_0000
  }
}
