import { readdir, readFile } from 'node:fs/promises'
import { expect } from 'vitest'

/** The process that one of these servers trains in, as soon as there is one. */
export async function trainingChild(parents: readonly number[]): Promise<{ child: number; parent: number }> {
  let found: { child: number; parent: number } | undefined
  await expect
    .poll(
      async () => {
        found = await find(parents)
        return found !== undefined
      },
      { timeout: 15_000, interval: 20 },
    )
    .toBe(true)
  if (!found) throw new Error('nobody trains')
  return found
}

async function find(parents: readonly number[]) {
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const of = async (file: string) => await readFile(`/proc/${name}/${file}`, 'utf8').catch(() => '')
    const parent = Number(/^PPid:\s*(\d+)/m.exec(await of('status'))?.[1])
    if (parents.includes(parent) && (await of('cmdline')).includes('train-process'))
      return { child: Number(name), parent }
  }
  return undefined
}

/** A process that ended counts as gone, also while nobody has asked how. */
export async function isAlive(pid: number): Promise<boolean> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return status !== '' && !/^State:\s*[ZX]/m.test(status)
}
