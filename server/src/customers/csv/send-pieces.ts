import type { Request, Response } from 'express'
import { drained } from '../../files/drained.ts'

/**
 * Sends a text piece by piece, and makes no next piece before the last one was taken. Answers whether it was sent to
 * its end; who goes away in the middle gets no more. A piece that fails breaks the connection: half a table must not
 * look like a whole one.
 */
export async function sendPieces(
  req: Request,
  res: Response,
  pieces: AsyncIterable<string>,
): Promise<boolean> {
  for await (const piece of pieces) {
    if (res.destroyed) return false
    if (req.method === 'HEAD') break
    if (!res.write(piece)) await drained(res)
  }
  if (res.destroyed) return false
  res.end()
  return true
}
