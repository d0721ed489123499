import type { Response } from 'express'

/** Waits until an answer takes more, or nobody wants it any more. */
export async function drained(res: Response): Promise<void> {
  await new Promise<void>((go) => {
    const done = () => {
      res.off('drain', done)
      res.off('close', done)
      go()
    }
    res.on('drain', done)
    res.on('close', done)
  })
}
