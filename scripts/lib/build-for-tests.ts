import { buildServer } from './stack.ts'

/** Vitest runs it before the first test: processes that tests start are those that people start, of today's sources. */
export async function setup(): Promise<void> {
  await buildServer()
}
