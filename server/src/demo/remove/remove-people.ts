import { draftsOn } from '../../conversations/draft.ts'
import { cannedOn } from '../../knowledge/canned.ts'
import { mentionsOn } from '../../mentions/mention.ts'
import { linksOn } from '../../people/link.ts'
import { preferencesOn } from '../../preferences/preference.ts'
import { savedViewsOn } from '../../saved-views/saved-view.ts'
import { storeDate } from '../../storage/clock.ts'
import { ownFilter } from '../../storage/own-filter.ts'
import type { RemovalParts } from './parts.ts'

/** Nobody works under a made-up name any more: signed out at once, and what they had in hand goes back to its queue. */
export async function dismissPeople({ core, book, putBack, endSessions }: RemovalParts): Promise<void> {
  const { users } = core
  for (const user of await users.find({ demo: true }).lean()) {
    await users.updateOne(ownFilter({ _id: user._id, disabledAt: { $exists: false } }), {
      $set: { disabledAt: storeDate(core.connection) },
    })
    await endSessions(user._id)
    await book.leave(user._id)
    await putBack(user)
  }
}

/** Removes them with what was theirs alone. Their names stay where they wrote or decided something. */
export async function removePeople({ core, endSessions }: RemovalParts): Promise<void> {
  const { connection, users } = core
  const gone = (await users.find({ demo: true }, { _id: 1 }).lean()).map(({ _id }) => _id)
  const among = (path: string) => ownFilter({ [path]: { $in: gone } })
  await preferencesOn(connection).deleteMany(among('_id'))
  await savedViewsOn(connection).deleteMany(among('owner'))
  await draftsOn(connection).deleteMany(among('agent'))
  await mentionsOn(connection).deleteMany(among('user'))
  await cannedOn(connection).deleteMany(among('owner'))
  await linksOn(connection).deleteMany({ ...among('subject'), kind: 'reset' })
  for (const user of gone) await endSessions(user)
  await users.deleteMany(among('_id'))
}
