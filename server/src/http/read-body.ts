import express, { type Request, type Response } from 'express'
import { AppError } from '../errors.ts'

const MAX_BODY = '64kb'
const MAX_DEPTH = 20
const PATIENCE_MS = 30_000

// No inflating: a small body must not become a large one.
const parseJson = express.json({ limit: MAX_BODY, inflate: false, type: () => true })

/**
 * Reads a JSON body of at most 64 KB.
 *
 * @throws AppError `unsupported_media_type`, `too_large`, `invalid_json`, `invalid_request`
 */
export async function readBody(req: Request, res: Response): Promise<unknown> {
  // `false` is another type, `null` no body at all: the schema then says what is missing.
  if (req.is('application/json') === false) throw new AppError('unsupported_media_type')
  // Whoever sends 64 KB for longer than this wants to hold the line, not to say something.
  const patience = setTimeout(() => req.destroy(), PATIENCE_MS)
  try {
    await new Promise<void>((done, fail) => {
      parseJson(req, res, (error?: unknown) => (error ? fail(error) : done()))
    })
  } finally {
    clearTimeout(patience)
  }
  const body: unknown = req.body
  if (!isHarmless(body, 0)) {
    throw new AppError('invalid_request', {
      details: { fields: [{ field: 'body', problem: 'has a forbidden key' }] },
    })
  }
  return body
}

/** No key that reaches a prototype and no operator of the store, wherever a schema might let a record through. */
function isHarmless(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true
  if (depth >= MAX_DEPTH) return false
  return Object.entries(value).every(
    ([key, inner]) => !forbidden.has(key) && !key.startsWith('$') && isHarmless(inner, depth + 1),
  )
}
const forbidden = new Set(['__proto__', 'constructor', 'prototype'])
