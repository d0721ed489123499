import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, readlinkSync, renameSync, rmSync, symlinkSync, unlinkSync } from 'node:fs'
import { join } from 'node:path'

const LOCK_FILE = 'store.lock'

/** Another live process uses the folder; the message is the sentence for the operator. */
export class FolderInUseError extends Error {}

/**
 * Takes the folder for this process. The lock names the process and when it started: after kill -9 the number may
 * belong to another program, which must not keep the store from starting. It is a symbolic link that leads nowhere: that
 * appears whole or not at all, and needs no room on a disk that is full.
 */
export function lockFolder(dir: string): () => void {
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  const path = join(dir, LOCK_FILE)
  const own = `${process.pid} ${startedAt(process.pid)}`
  for (let attempt = 0; attempt < 5; attempt += 1) {
    if (isTaken(path, own)) return () => release(path, own)
    const holder = readHolder(path)
    if (holder && isAlive(holder)) {
      throw new FolderInUseError(
        `the folder ${dir} is in use by another store process (${holder.split(' ')[0]}); stop it first or choose another folder`,
      )
    }
    if (holder) takeAway(path, holder)
  }
  throw new FolderInUseError(`the folder ${dir} is being taken by another store process`)
}

function isTaken(path: string, own: string): boolean {
  try {
    symlinkSync(own, path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

function readHolder(path: string): string | undefined {
  try {
    return readlinkSync(path)
  } catch (error) {
    // A file, as stores made it before.
    return (error as NodeJS.ErrnoException).code === 'EINVAL' ? readFileSync(path, 'utf8') : undefined
  }
}

/** Moves the dead lock aside; when a faster starter's live lock was moved instead, it is put back. */
function takeAway(path: string, dead: string): void {
  const aside = `${path}.dead.${process.pid}`
  try {
    renameSync(path, aside)
    const moved = readHolder(aside)
    if (moved !== undefined && moved !== dead) symlinkSync(moved, path)
  } catch {
    // Someone else moved it first; the next attempt sees who holds the folder now.
  } finally {
    rmSync(aside, { force: true })
  }
}

function isAlive(holder: string): boolean {
  const [pid = '', ...started] = holder.split(' ')
  const number = Number(pid)
  if (!Number.isInteger(number) || number <= 0) return false
  try {
    process.kill(number, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false
  }
  return startedAt(number) === started.join(' ')
}

/** When a process started, in whatever form the system gives it. */
function startedAt(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const afterName = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    // A zombie has died already; only its parent has not noticed.
    return afterName[0] === 'Z' ? 'dead' : (afterName[19] ?? '')
  } catch {
    return startedAtByPs(pid)
  }
}

function startedAtByPs(pid: number): string {
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim()
  } catch {
    return ''
  }
}

function release(path: string, own: string): void {
  if (readHolder(path) === own) unlinkSync(path)
}
