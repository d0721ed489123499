import type { Connection } from 'mongoose'
import { type ChannelAccount, channelAccountsOn } from './widget/account.ts'

const REFRESH_MS = 10_000
const UNNAMED = 'Parley'

/** The name that customers and staff read; it is the install's, and changes rarely. */
export async function createCompanyName(
  connection: Connection,
): Promise<{ name: () => string; stop: () => void }> {
  let name = UNNAMED
  const read = async () => {
    const account = await channelAccountsOn(connection)
      .findOne({}, { company: 1 })
      .sort({ _id: 1 })
      .lean<ChannelAccount>()
    name = account?.company ?? UNNAMED
  }
  await read()
  const timer = setInterval(() => void read().catch(() => undefined), REFRESH_MS)
  timer.unref()
  return { name: () => name, stop: () => clearInterval(timer) }
}
