import { type Connection, type Model, Schema } from 'mongoose'
import type { ProactiveRule, SendMessage } from '../contract/index.ts'
import { schemaOptions } from '../storage/mongo.ts'

/** One widget on one site: a channel account of channel `web`. */
export interface ChannelAccount {
  _id: string
  channel: 'web'
  /** Only where it is another than the company's own name. */
  company?: string
  accent: string
  languages: ('en' | 'zh')[]
  greeting: { en: string; zh: string }
  preChat: boolean
  position?: 'left' | 'right'
  showCompany?: boolean
  /** Origins that may open sessions; none is all. */
  domains?: string[]
  /** Rises with each change of the look; absent on what a seed made. */
  version?: number
  /** Messages that come by themselves, first fitting one wins. */
  proactive: (ProactiveRule & { enabled: boolean })[]
  /** Keys that sign customers' identities; two at a time, so that one can be replaced without a gap. Sealed secrets. */
  identityKeys: { kid: string; secret: Buffer; at?: number }[]
}

const account = new Schema<ChannelAccount>(
  {
    _id: { type: String, required: true },
    channel: { type: String, required: true },
    company: String,
    accent: { type: String, required: true },
    languages: { type: [String], required: true },
    greeting: { type: Schema.Types.Mixed, required: true },
    preChat: { type: Boolean, default: true },
    position: { type: String, enum: ['left', 'right'] },
    showCompany: Boolean,
    domains: { type: [String], default: undefined },
    version: Number,
    proactive: { type: Schema.Types.Mixed, default: () => [] },
    identityKeys: { type: Schema.Types.Mixed, default: () => [] },
  },
  { ...schemaOptions, collection: 'channel_accounts' },
)

export type ChannelAccounts = Model<ChannelAccount>
/** The channel accounts of a connection. */
export function channelAccountsOn(connection: Connection): ChannelAccounts {
  return (
    (connection.models['ChannelAccount'] as ChannelAccounts | undefined) ??
    connection.model<ChannelAccount>('ChannelAccount', account)
  )
}

export type Opener = NonNullable<SendMessage['opener']>

/** The words of an account's proactive message; undefined when it is gone or switched off. */
export async function readOpener(
  accounts: ChannelAccounts,
  id: string,
  { id: rule, language }: Opener,
): Promise<string | undefined> {
  const found = await accounts.findById(id, { proactive: 1 }).lean<Pick<ChannelAccount, 'proactive'>>()
  return found?.proactive?.find((one) => one.id === rule && one.enabled)?.text[language]
}

/** Whose data key seals an account's secrets. */
export const accountPerson = (id: string): string => `account:${id}`
