import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { fingerprintStore } from '@parley/embedded-store'
import { readManifest } from '../../lib/install-backup/manifest.ts'
import { openProductStore } from '../../lib/product-store.ts'
import type { Kind, Part, Stack } from '../../lib/stack.ts'
import { untilQuiet } from '../../replay/record.ts'
import { runCommand } from './command.ts'
import { type Judgement, judge } from './judge.ts'
import type { Traffic } from './traffic.ts'

const WAITING = 5

export interface StartedOver extends Judgement {
  readonly broken: readonly string[]
  /** Messages that waited in the backup and were handled after it came back. */
  readonly handled: number
  /** From the beginning of the restore until a new message was acknowledged. */
  readonly recoveryMs: number
}

/**
 * Loses everything and starts over: messages wait at the door, a last backup is taken, store and Redis are wiped, the
 * backup is put back, and the same processes go on with it and an empty Redis.
 */
export async function startOver(stack: Stack, traffic: Traffic, home: string): Promise<StartedOver> {
  const { masterKey, dir } = stack
  const broken: string[] = []
  await quiet(stack, traffic, broken)
  await part(stack, 'worker').kill()
  for (let customer = 0; customer < WAITING; customer += 1) await traffic.say(customer)
  const before = await judge(stack, traffic.ledger.acked)
  // Then nobody writes any more, not even a heartbeat.
  for (const kind of ['web', 'redis', 'store'] as const) await part(stack, kind).kill()
  const original = await fingerprintStore({ dir: join(dir, 'store') })
  const backup = join(home, 'last')
  await command('backup', ['--to', backup, '--data', dir], masterKey)
  if (!isDeepStrictEqual((await readManifest(backup)).collections, original))
    broken.push('the last backup holds something else than the store')
  for (const name of ['store', 'redis']) await rm(join(dir, name), { recursive: true })

  const began = performance.now()
  await command('restore', ['--from', backup, '--data', dir], masterKey)
  const looking = performance.now()
  if (!isDeepStrictEqual(await fingerprintStore({ dir: join(dir, 'store') }), original))
    broken.push('what was restored is not, byte by byte, what was there')
  const lookedMs = performance.now() - looking
  await Promise.all([part(stack, 'store').start(), part(stack, 'redis').start()])
  const working = part(stack, 'worker').start()
  await part(stack, 'web').start()
  await traffic.say(WAITING)
  const recoveryMs = performance.now() - began - lookedMs
  await working
  await quiet(stack, traffic, broken)
  const after = await judge(stack, traffic.ledger.acked)
  return { ...after, broken, handled: before.waiting - after.waiting, recoveryMs }
}

async function quiet(stack: Stack, traffic: Traffic, broken: string[]): Promise<void> {
  const store = await openProductStore(stack)
  if (!(await untilQuiet(store, traffic.threads))) broken.push('accepted messages are not handled')
  await store.close()
}

async function command(
  name: 'backup' | 'restore',
  args: readonly string[],
  masterKey: Buffer,
): Promise<void> {
  const { code, complaint } = await runCommand(name, args, { masterKey })
  if (code !== 0) throw new Error(`npm run ${name} ended with ${code}: ${complaint}`)
}

function part(stack: Stack, kind: Kind): Part {
  const found = stack.parts.find((one) => one.kind === kind)
  if (!found) throw new Error(`the stack has no ${kind}`)
  return found
}
