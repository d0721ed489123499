import { createRequire } from 'node:module'
import type { Connection } from 'mongoose'
import { userModel } from '../agents/user.ts'
import { type InstallCounts, type InstallInfo, REMOVE_DEMO } from '../contract/index.ts'
import { episodesOn } from '../conversations/episode.ts'
import { threadsOn } from '../conversations/thread.ts'
import { customersOn } from '../customers/customer.ts'
import { ownFilter } from '../storage/own-filter.ts'
import { tasksOn } from '../tasks/task.ts'
import { demoRemovalOn } from './demo-removal.ts'

const { version } = createRequire(import.meta.url)('../../package.json') as { version: string }

/** What this install is: its parts, how much is in it, and what of it is the demo's. */
export async function readInstall(connection: Connection, company: string): Promise<InstallInfo> {
  const users = userModel(connection)
  const [store, counts, first, removal, task, ownAdmin] = await Promise.all([
    readStore(connection),
    countInstall(connection),
    users.findOne({}, { createdAt: 1 }).sort({ createdAt: 1 }).lean(),
    demoRemovalOn(connection).findById('demo').lean(),
    tasksOn(connection).findOne({ only: REMOVE_DEMO }, { _id: 1 }).lean(),
    users.exists(ownFilter({ role: 'admin', demo: { $ne: true }, disabledAt: { $exists: false } })),
  ])
  return {
    version,
    node: process.versions.node,
    store,
    ...(first ? { since: first.createdAt.getTime() } : {}),
    company,
    counts,
    demo: removal?.state ?? (counts.people.demo > 0 ? 'there' : 'none'),
    ...(removal
      ? {
          removal: {
            by: removal.by.name,
            at: removal.at.getTime(),
            ...(removal.endedAt ? { endedAt: removal.endedAt.getTime() } : {}),
            ...(removal.kept ? { kept: removal.kept } : {}),
            ...(task ? { task: task._id } : {}),
          },
        }
      : {}),
    ownAdmin: ownAdmin !== null,
  }
}

/** What is there of each kind, the demo's apart. */
export async function countInstall(connection: Connection): Promise<InstallCounts> {
  const [users, customers] = [userModel(connection), customersOn(connection)]
  const [people, demoPeople, all, demoCustomers, conversations, seeded] = await Promise.all([
    users.estimatedDocumentCount(),
    users.countDocuments({ demo: true }),
    customers.estimatedDocumentCount(),
    customers.countDocuments({ demo: true }),
    episodesOn(connection).estimatedDocumentCount(),
    threadsOn(connection)
      .find(ownFilter({ seeded: { $exists: true } }), { episode: 1 })
      .lean(),
  ])
  const told = seeded.reduce((sum, { episode }) => sum + episode, 0)
  return {
    people: shares(people, demoPeople),
    customers: shares(all, demoCustomers),
    conversations: shares(conversations, told),
  }
}

function shares(all: number, demo: number) {
  return { demo, own: Math.max(0, all - demo) }
}

async function readStore(connection: Connection): Promise<InstallInfo['store']> {
  const info = await connection.db?.admin().command({ buildInfo: 1 })
  const kind = info?.['gitVersion'] === 'embedded-store' ? 'embedded' : 'mongodb'
  return { kind, version: typeof info?.['version'] === 'string' ? info['version'] : '' }
}
