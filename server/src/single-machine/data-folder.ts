import { randomBytes } from 'node:crypto'
import { link, mkdir, readFile, rename, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import { StartError } from './start-error.ts'

const Mark = z.object({ pid: z.number().int(), born: z.string() })
type Mark = z.infer<typeof Mark>
/** Where the Parley of this folder is reached; the store with its password. */
const Addresses = z.object({ url: z.string(), mongodbUri: z.string() })
export type Addresses = z.infer<typeof Addresses>
const Holder = Mark.extend({ children: z.array(Mark), addresses: Addresses.optional() })
type Holder = z.infer<typeof Holder>
const Passwords = z.object({ store: z.string().min(16), redis: z.string().min(16) })
export type Passwords = z.infer<typeof Passwords>

export interface DataFolder {
  readonly dir: string
  /** Remembers a child, so that a later start can wait for its end should this process be killed. */
  noteChild(pid: number): Promise<void>
  /** Tells tools that are started beside it, such as the doctor, where to find it. */
  noteAddresses(addresses: Addresses): Promise<void>
  /** Passwords of the store and of Redis on this machine, made once. */
  passwords(): Promise<Passwords>
  release(): Promise<void>
}

const LEFTOVERS_MS = 20_000
const HOLDER_FILE = 'running.json'

/**
 * Takes the data folder for this process: two stores on the same files would destroy them.
 *
 * @throws StartError while another Parley that runs holds it
 */
export async function takeDataFolder(dir: string): Promise<DataFolder> {
  await mkdir(dir, { recursive: true, mode: 0o700 })
  const file = join(dir, HOLDER_FILE)
  const own: Holder = { ...(await markOf(process.pid)), children: [] }
  while (!(await createHolder(file, own))) {
    const holder = await readHolder(file)
    if (holder && (await isSame(holder))) {
      throw new StartError(
        `Parley already runs on ${dir} (process ${holder.pid}): stop it first, or choose another PARLEY_DATA_DIR.`,
      )
    }
    for (const child of holder?.children ?? []) await untilGone(child)
    await unlink(file).catch(() => undefined)
  }
  const rewrite = async (): Promise<void> => {
    await writeFile(`${file}.new`, JSON.stringify(own), { mode: 0o600 })
    await rename(`${file}.new`, file)
  }
  // One after another: two writers of the same draft would mix.
  let writing: Promise<void> = Promise.resolve()
  const note = async (change: () => Partial<Holder>): Promise<void> => {
    writing = writing.then(() => {
      Object.assign(own, change())
      return rewrite()
    })
    await writing
  }
  return {
    dir,
    async noteChild(pid) {
      const mark = await markOf(pid)
      await note(() => ({ children: [...own.children.slice(-7), mark] }))
    },
    noteAddresses: (addresses) => note(() => ({ addresses })),
    passwords: () => readOrMakePasswords(join(dir, 'services.json')),
    async release() {
      await writing
      await unlink(file).catch(() => undefined)
    },
  }
}

/** Where the Parley is reached that runs on this folder now; undefined when none does. */
export async function findRunning(dir: string): Promise<Addresses | undefined> {
  const holder = await readHolder(join(dir, HOLDER_FILE))
  return holder && (await isSame(holder)) ? holder.addresses : undefined
}

/** Creates the file with its content at once: a link to a finished draft fails if there is one already. */
async function createHolder(file: string, holder: Holder): Promise<boolean> {
  const draft = `${file}.${randomBytes(6).toString('hex')}`
  await writeFile(draft, JSON.stringify(holder), { mode: 0o600 })
  try {
    await link(draft, file)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  } finally {
    await unlink(draft)
  }
}

async function readHolder(file: string): Promise<Holder | undefined> {
  try {
    return Holder.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch {
    // Gone meanwhile, or damaged by a crash of the machine: nobody holds it.
    return undefined
  }
}

async function readOrMakePasswords(file: string): Promise<Passwords> {
  const text = await readFile(file, 'utf8').catch(() => undefined)
  if (text !== undefined) return Passwords.parse(JSON.parse(text))
  const made: Passwords = {
    store: randomBytes(24).toString('base64url'),
    redis: randomBytes(24).toString('base64url'),
  }
  await writeFile(file, `${JSON.stringify(made, undefined, 2)}\n`, { mode: 0o600, flush: true })
  return made
}

/** A pid alone may have been given to another program since; with its time of birth it names one process. */
async function markOf(pid: number): Promise<Mark> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  // The second field is the program's name in parentheses and may hold blanks; the 22nd is the start time.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return { pid, born: fields[0] === 'Z' ? '' : (fields[19] ?? '') }
}

async function isSame(mark: Mark): Promise<boolean> {
  try {
    process.kill(mark.pid, 0)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false
  }
  return (await markOf(mark.pid)).born === mark.born
}

/** The children of a killed Parley end by themselves within seconds. */
async function untilGone(mark: Mark): Promise<void> {
  const deadline = performance.now() + LEFTOVERS_MS
  while (await isSame(mark)) {
    if (performance.now() > deadline) process.kill(mark.pid, 'SIGKILL')
    await delay(50)
  }
}
