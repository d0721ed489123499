import { createTransport } from 'nodemailer'
import { z } from 'zod'
import { every } from '../every.ts'
import type { Logger } from '../log.ts'
import type { StoreClock } from '../storage/clock.ts'
import { ownFilter } from '../storage/own-filter.ts'
import type { Sealer } from '../storage/sealing.ts'
import { type MailRecord, type Mails, mailPerson } from './mail.ts'

const LOOK_MS = 500
/** A process that was sending when it died is given up after this; longer than a mail server may take. */
const SENDING_MS = 60_000
const TIMEOUT_MS = 15_000
/** Waits between the tries: about a day in all. */
const WAITS_MS = [2000, 10_000, 60_000, 300_000, 1_800_000, 7_200_000, 28_800_000, 43_200_000]
const WHY_MAX = 300

export interface SendDeps {
  mails: Mails
  sealer: Sealer
  clock: StoreClock
  smtpUrl: string
  from: string
  log: Logger
}

const Content = z.object({ subject: z.string(), text: z.string(), html: z.string() })

/**
 * Sends what is queued, one after another. A mail that a dead process left half sent is sent again under the same
 * Message-ID: a mail that came twice can be told by it, one that never came cannot be used.
 */
export function startSendingMail(deps: SendDeps): { stop: () => Promise<void> } {
  const transport = createTransport({
    url: deps.smtpUrl,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
  })
  let stopping = false
  const round = async () => {
    for (;;) {
      const mail = stopping ? undefined : await take(deps)
      if (!mail) return
      await send(deps, transport, mail)
    }
  }
  const loop = every(LOOK_MS, round, (err) => deps.log.warn({ event: 'mail.failed', err }))
  return {
    async stop() {
      stopping = true
      await loop.stop()
      transport.close()
    },
  }
}

async function take({ mails, clock }: SendDeps): Promise<MailRecord | undefined> {
  const now = clock.now()
  const found = await mails
    .findOneAndUpdate(
      ownFilter({ state: { $in: ['queued', 'sending'] }, dueAt: { $lte: new Date(now) } }),
      { $set: { state: 'sending', dueAt: new Date(now + SENDING_MS) }, $inc: { tries: 1 } },
      { sort: { dueAt: 1 }, returnDocument: 'after' },
    )
    .lean<MailRecord>()
  return found ?? undefined
}

type Transport = ReturnType<typeof createTransport>

async function send(deps: SendDeps, transport: Transport, mail: MailRecord): Promise<void> {
  const { mails, sealer, clock, from, log } = deps
  const mine = ownFilter({ _id: mail._id, state: 'sending', tries: mail.tries })
  try {
    const content = mail.content ? await sealer.open(mailPerson, mail.content) : '{}'
    const { subject, text, html } = Content.parse(JSON.parse(content))
    await transport.sendMail({
      from,
      to: { name: '', address: mail.to },
      subject,
      text,
      html,
      messageId: `<${encodeURIComponent(mail._id)}@${domainOf(from)}>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
      // Nothing in a mail may name a file or an address to be fetched.
      disableFileAccess: true,
      disableUrlAccess: true,
    })
    await mails.updateOne(mine, {
      $set: { state: 'sent', endedAt: new Date(clock.now()) },
      $unset: { content: 1, why: 1 },
    })
    log.info({ event: 'mail.sent', mail: mail._id })
  } catch (error) {
    const why = reasonOf(error)
    const wait = WAITS_MS[mail.tries - 1]
    const final = isRefusal(error) || wait === undefined
    await mails.updateOne(
      mine,
      final
        ? { $set: { state: 'failed', why, endedAt: new Date(clock.now()) }, $unset: { content: 1 } }
        : { $set: { state: 'queued', why, dueAt: new Date(clock.now() + wait) } },
    )
    log.warn({ event: final ? 'mail.given_up' : 'mail.put_off', mail: mail._id, why: withoutAddresses(why) })
  }
}

/** 5xx: the mail server will not take it another time either. */
function isRefusal(error: unknown): boolean {
  return error instanceof Error && 'responseCode' in error && Number(error.responseCode) >= 500
}

function reasonOf(error: unknown): string {
  const reply = error instanceof Error && 'response' in error ? error.response : undefined
  const text = typeof reply === 'string' ? reply : error instanceof Error ? error.message : String(error)
  return text.replace(/\s+/g, ' ').slice(0, WHY_MAX)
}

/** Mail servers like to quote whom they refuse: that is nobody's business who reads the log. */
export function withoutAddresses(text: string): string {
  return text.replace(/[^\s<>()[\]"',;:]+@([^\s<>()[\]"',;:]+)/g, '…@$1')
}

function domainOf(from: string): string {
  return /@([\w.-]+)/.exec(from)?.[1] ?? 'parley.invalid'
}
