import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Tool } from '../../lib/tool.ts'
import type {
  ClientPlan,
  CrowdAnswer,
  CrowdAsks,
  CrowdRequest,
  Heard,
  Shown,
  Standing,
} from './crowd-contract.ts'

/** Clients of the real kind in a process of their own. */
export interface Crowd {
  readonly name: string
  pid(): number
  /** Resolves when each is connected and has everything; so many are on the way at a time. */
  connect(urls: readonly string[], clients: readonly ClientPlan[], atATime?: number): Promise<void>
  standing(): Promise<Standing>
  shown(): Promise<readonly Shown[]>
  /** Everything that any of them was told of, by client. */
  heard(): Promise<readonly Heard[]>
  say(message: CrowdAsks['say']['ask']): Promise<void>
  close(): Promise<void>
}

const AT_A_TIME = 50

/** Starts the process; it ends with this one, however this one ends. */
export async function startCrowd(name: string, tool: Pick<Tool, 'defer'>): Promise<Crowd> {
  // The loader of this process is inherited: the crowd runs from its source as well.
  const child = fork(join(import.meta.dirname, 'crowd.ts'), {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  await once(child, 'spawn')
  const waiting = new Map<number, { resolve: (answer: unknown) => void; reject: (error: Error) => void }>()
  let serial = 0
  child.on('message', ({ serial: answered, answer, error }: CrowdAnswer) => {
    const asked = waiting.get(answered)
    waiting.delete(answered)
    if (error === undefined) asked?.resolve(answer)
    else asked?.reject(new Error(error))
  })
  child.once('exit', () => {
    for (const { reject } of waiting.values()) reject(new Error(`The process of the ${name} has ended`))
  })
  tool.defer(async () => void child.kill('SIGKILL'))
  const ask = <Name extends keyof CrowdAsks>(
    of: Name,
    body: CrowdAsks[Name]['ask'],
  ): Promise<CrowdAsks[Name]['answer']> =>
    new Promise((resolve, reject) => {
      serial += 1
      waiting.set(serial, { resolve: resolve as (answer: unknown) => void, reject })
      child.send({ serial, name: of, ask: body } as CrowdRequest)
    })
  return {
    name,
    pid: () => child.pid ?? 0,
    connect: async (urls, clients, atATime = AT_A_TIME) =>
      void (await ask('connect', { urls, clients, atATime })),
    standing: () => ask('standing', null),
    shown: () => ask('shown', null),
    heard: () => ask('heard', null),
    say: async (message) => void (await ask('say', message)),
    close: async () => void (await ask('close', null)),
  }
}
