import { SessionInfo } from '../../../server/src/contract/index.ts'
import { createApi } from '../../replay/api.ts'
import type { Lab } from '../live/lab.ts'
import type { Claimer } from './claim.ts'

/** Half of them at each web process. They are not at their desks: nothing is offered, everything has to be claimed. */
export async function signInAll({ stack, store, logins }: Lab): Promise<Claimer[]> {
  await store.users.updateMany({}, { $set: { capacity: 1000 } })
  return await Promise.all(
    logins.map(async (login, index) => {
      const url = stack.urls[index % stack.urls.length] ?? ''
      const api = createApi(url)
      const { user } = SessionInfo.parse(await api.surely('POST', '/api/session', login))
      return { id: user.id, url, api }
    }),
  )
}
