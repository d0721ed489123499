import { randomBytes } from 'node:crypto'
import type { MadeWidget, SetupWidget } from '../contract/index.ts'
import { AppError } from '../errors.ts'
import { isDuplicateKey } from '../storage/mongo.ts'
import type { Sealer } from '../storage/sealing.ts'
import { accountPerson, type ChannelAccount, type ChannelAccounts } from '../widget/account.ts'

const ACCOUNT = 'web'

/** The channel account that the wizard makes: the first widget of the install. */
export function createFirstWidget(deps: {
  accounts: ChannelAccounts
  sealer: Sealer
  publicUrl: string
  /** In which customers are served. */
  languages: () => Promise<('en' | 'zh')[]>
  company: () => string
}) {
  const { accounts, sealer, publicUrl, languages, company } = deps
  const describe = (account: ChannelAccount | null): MadeWidget => ({
    account: ACCOUNT,
    made: account !== null,
    accent: account?.accent ?? '#5b5bd6',
    greeting: account?.greeting ?? {
      en: `Hello! I am the assistant of ${company()}. How can I help?`,
      zh: `您好！我是${company()}的智能助手，请问有什么可以帮您？`,
    },
    snippet: `<script src="${publicUrl}/widget/parley.js" data-account="${ACCOUNT}" async></script>`,
  })
  const find = async () => await accounts.findById(ACCOUNT).lean<ChannelAccount>()
  return {
    read: async (): Promise<MadeWidget> => describe(await find()),
    /** Made once; done again it changes what was chosen. */
    async save({ accent, greeting }: SetupWidget): Promise<MadeWidget> {
      const secret = await sealer.seal(accountPerson(ACCOUNT), randomBytes(32).toString('base64'))
      const account = {
        _id: ACCOUNT,
        channel: 'web' as const,
        languages: await languages(),
        accent,
        greeting,
        preChat: true,
        identityKeys: [{ kid: 'k1', secret }],
      }
      try {
        await accounts.create([account])
      } catch (error) {
        if (!isDuplicateKey(error)) throw error
        await accounts.updateOne({ _id: ACCOUNT }, { $set: { accent, greeting } })
      }
      const made = await find()
      if (!made) throw new AppError('internal')
      return describe(made)
    },
  }
}
export type FirstWidget = ReturnType<typeof createFirstWidget>
