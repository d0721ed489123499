import type { Core } from '../core.ts'
import { createContent } from '../files/content.ts'
import { fileChunksOn, filesOn } from '../files/file-record.ts'
import { mentionsOn } from '../mentions/mention.ts'
import { durable } from '../storage/mongo.ts'
import { ownFilter } from '../storage/own-filter.ts'
import { candidatesOn } from '../training/candidate.ts'
import { labelsOn } from '../training/label.ts'
import { visitsOn } from '../widget/visits.ts'
import { draftsOn } from './draft.ts'
import { asideOn } from './set-aside.ts'
import type { Thread } from './thread.ts'

/** Where a thread and what hangs on it lie. */
export type TakenFrom = Pick<
  Core,
  'connection' | 'threads' | 'users' | 'inbox' | 'episodes' | 'log' | 'sealer'
>

/** Every key that begins with the thread's id: entries and all that is named by them. */
export const ofThread = (thread: string) => ownFilter({ _id: { $gte: `${thread}:`, $lt: `${thread};` } })

/**
 * Removes a thread that is marked as going, with all that hangs on it. Its own document goes last, so that a death in
 * between is found and gone on with.
 */
export async function takeAway(
  parts: TakenFrom,
  { _id, identity }: Pick<Thread, '_id' | 'identity'>,
): Promise<void> {
  const { connection, threads, users, inbox, episodes, log, sealer } = parts
  const files = filesOn(connection)
  const content = createContent({ chunks: fileChunksOn(connection), sealer })
  for (const file of await files.find({ identity }).lean()) await content.drop(file.content)
  // None of these needs another; all of them are found again by the thread as long as it is there.
  await Promise.all([
    files.deleteMany({ identity }),
    labelsOn(connection).deleteMany(ofThread(_id)),
    candidatesOn(connection).deleteMany(ofThread(_id)),
    mentionsOn(connection).deleteMany(ofThread(_id)),
    draftsOn(connection).deleteMany(ofThread(_id)),
    asideOn(connection).deleteMany(ofThread(_id)),
    visitsOn(connection).deleteOne({ _id }),
    // What is pending is somebody's word.
    inbox.deleteMany({ ...ofThread(_id), ...ownFilter({ state: { $ne: 'pending' } }) }),
    episodes.deleteMany(ofThread(_id)),
    users.updateMany({ slots: _id }, { $pull: { slots: _id } }),
  ])
  await log.deleteMany(ofThread(_id))
  await threads.deleteOne({ _id }, { writeConcern: durable })
}
