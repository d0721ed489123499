import type { Namespace } from 'socket.io'
import type { Drafts } from '../conversations/draft.ts'
import type { TakeBack } from '../conversations/take-back.ts'
import type { Threads } from '../conversations/thread.ts'
import type { Logger } from '../log.ts'
import type { Mentions } from '../mentions/mentions.ts'
import { userRoom } from './fan-out.ts'
import type { HeadBus, PersonalSignal } from './head-bus.ts'

const REMEMBERED = 1000

interface PersonalDeps {
  namespace: Namespace
  bus: Pick<HeadBus, 'onPersonal'>
  threads: Threads
  drafts: Drafts
  takeBack: Pick<TakeBack, 'heldBy'>
  mentions: Pick<Mentions, 'unseen'>
  log: Logger
}

/** Tells all screens of a person what changed on their own desk; the words are read here, they never travel. */
export function tellPersonal(deps: PersonalDeps): void {
  const { namespace, bus, log } = deps
  const rung = new Set<string>()
  /** This process hears its own signals twice: reading anew is harmless, ringing twice is not. */
  const isRepeat = (signal: PersonalSignal): boolean => {
    if (signal.kind !== 'mention') return false
    const key = `${signal.user}:${signal.thread}:${signal.seq}`
    if (rung.has(key)) return true
    rung.add(key)
    if (rung.size > REMEMBERED) rung.delete(rung.values().next().value ?? '')
    return false
  }
  bus.onPersonal((signal) => {
    if (isRepeat(signal)) return
    if (!namespace.adapter.rooms.has(userRoom(signal.user))) return
    tell(deps, signal).catch((err: unknown) => log.warn({ event: 'personal.untold', kind: signal.kind, err }))
  })
}

async function tell(deps: PersonalDeps, signal: PersonalSignal): Promise<void> {
  const { namespace, threads, drafts, takeBack, mentions } = deps
  const screens = namespace.local.to(userRoom(signal.user))
  const { user } = signal
  switch (signal.kind) {
    case 'held': {
      const { thread, undone } = signal
      const held = await takeBack.heldBy(user, thread)
      screens.emit('reply:held', { thread, held, ...(undone ? { undone } : {}) })
      return
    }
    case 'draft': {
      const { thread, mode, from } = signal
      const found = await threads.findById(thread, { identity: 1 }).lean()
      const draft = found && (await drafts.read(found.identity, { thread, agent: user, mode }))
      if (draft) screens.emit('draft', { thread, mode, ...draft, ...(from ? { from } : {}) })
      return
    }
    case 'mention': {
      const { thread, seq, by } = signal
      screens.emit('mention', { thread, seq, by })
      screens.emit('mentions', { unseen: await mentions.unseen(user) })
      return
    }
    case 'mentions':
      screens.emit('mentions', { unseen: await mentions.unseen(user) })
  }
}
