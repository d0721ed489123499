import type { Connection } from 'mongoose'
import { userModel } from '../agents/user.ts'
import { customersOn } from '../customers/customer.ts'
import { demoRemovalOn } from '../install/demo-removal.ts'
import { channelAccountsOn } from '../widget/account.ts'
import { demoAccount } from './shoppers.ts'

/** Whether the demo is to be tried here: its people are there, and nobody has begun to remove it. */
export async function demoIsThere(connection: Connection): Promise<boolean> {
  const [person, removal] = await Promise.all([
    userModel(connection).exists({ demo: true }),
    demoRemovalOn(connection).exists({ _id: 'demo' }),
  ])
  return person !== null && removal === null
}

/**
 * Whether a widget's session still opens its thread. Those of the demo shop end with the demo: whoever played a made-up
 * customer is nobody any more, while visitors go on as long as the widget stays. Others are not asked.
 */
export function createDemoDoor(connection: Connection) {
  return async ({ account, customer }: { account: string; customer: string }): Promise<boolean> => {
    if (account !== demoAccount) return true
    if (!(await demoRemovalOn(connection).exists({ _id: 'demo' }))) return true
    const [there, known] = await Promise.all([
      channelAccountsOn(connection).exists({ _id: account }),
      customersOn(connection).exists({ _id: customer, demo: false }),
    ])
    return there !== null && known !== null
  }
}
