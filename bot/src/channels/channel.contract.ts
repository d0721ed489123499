import assert from 'node:assert/strict'
import type { ChannelCapabilities, Choice, Part } from '../conversing.ts'
import type { ChannelAccount, ChannelDriver, InboundRequest } from './channel.ts'

/** What a driver's own test brings: requests as its platform makes them. */
export interface ChannelSample {
  readonly driver: ChannelDriver
  readonly account: ChannelAccount
  /** A request with one text message, and that text. */
  readonly message: { readonly request: InboundRequest; readonly text: string }
  /** A request that must not be trusted. */
  readonly untrusted: InboundRequest
  /** A trusted request with something the driver does not know. */
  readonly unknown: InboundRequest
}

export interface Behaviour {
  readonly name: string
  readonly holds: () => void | Promise<void>
}

/** The behaviours that every driver must have. A driver's test file runs them all. */
export function channelContract(sample: ChannelSample): readonly Behaviour[] {
  return [...inbound(sample), ...outbound(sample), ...sending(sample)]
}

function inbound({ driver, account, message, untrusted, unknown }: ChannelSample): Behaviour[] {
  const split = () => driver.split(message.request, account)
  return [
    {
      name: 'trusts a good request and refuses an untrusted one',
      holds: () => {
        assert.equal(driver.verify(message.request, account).ok, true)
        assert.equal(driver.verify(untrusted, account).ok, false)
      },
    },
    {
      name: 'names the same event by the same key every time',
      holds: () => {
        assert.deepEqual(split(), split())
        assert.equal(split().length, 1)
        assert.notEqual(split()[0]?.dedupKey ?? '', '')
      },
    },
    {
      name: 'makes an activity of a message, on its own channel',
      holds: () => {
        const activities = split().map((event) => driver.toActivity(event, account))
        assert.equal(activities[0]?.text, message.text)
        assert.equal(activities[0]?.channelId, driver.capabilities.channel)
      },
    },
    {
      name: 'keeps what it does not know as an unknown event without an activity',
      holds: () => {
        const events = driver.split(unknown, account)
        assert.ok(events.length > 0)
        for (const event of events) {
          assert.equal(event.kind, 'unknown')
          assert.equal(driver.toActivity(event, account), undefined)
        }
      },
    },
  ]
}

const LONE_SURROGATE = /\p{Surrogate}/u
const longText = `${'Der Weg ist lang. 路很长。'.repeat(400)}${'👩‍👩‍👧‍👦'.repeat(900)}${'x'.repeat(5000)}`

function outbound({ driver }: ChannelSample): Behaviour[] {
  const { capabilities } = driver
  const render = (parts: readonly Part[]) => driver.render(parts, capabilities)
  return [
    {
      name: 'never exceeds the longest text and never splits a surrogate pair',
      holds: () => {
        for (const text of textsOf(render([{ type: 'text', text: longText }]))) {
          assert.ok(text.length <= capabilities.maxText)
          assert.doesNotMatch(text, LONE_SURROGATE)
        }
      },
    },
    {
      name: 'loses nothing of a long text',
      holds: () => {
        const said = textsOf(render([{ type: 'text', text: longText }])).join('')
        assert.equal(said.replaceAll(/\s/g, ''), longText.replaceAll(/\s/g, ''))
      },
    },
    {
      name: 'shows every choice, as quick replies or as text',
      holds: () => {
        for (const count of [1, 3, capabilities.choices, capabilities.choices + 1]) {
          const options = choices(count)
          const messages = render([{ type: 'text', text: 'Which one?' }, ...asPart(options)])
          assertShowsChoices(messages, options, capabilities)
        }
      },
    },
    {
      name: 'shows a card or tells it',
      holds: () => {
        const card: Part = { type: 'card', title: 'Order', fields: [{ label: 'Total', value: '12 EUR' }] }
        const messages = render([card])
        if (capabilities.cards) assert.deepEqual(messages, [[card]])
        else assert.match(textsOf(messages).join('\n'), /Order[\s\S]*Total: 12 EUR/)
      },
    },
    { name: 'makes nothing of nothing', holds: () => assert.deepEqual(render([]), []) },
  ]
}

function sending({ driver }: ChannelSample): Behaviour[] {
  return [
    {
      name: 'accepts what was published, under its key',
      holds: async () => {
        const published: string[] = []
        const result = await driver.send([{ type: 'text', text: 'hi' }], {
          idempotencyKey: 'k1',
          publish: (_message, key) => {
            published.push(key)
            return Promise.resolve()
          },
        })
        assert.equal(result.kind, 'accepted')
        assert.deepEqual(published, ['k1'])
      },
    },
    {
      name: 'never claims that a failed attempt was accepted',
      holds: async () => {
        const result = await driver.send([{ type: 'text', text: 'hi' }], {
          idempotencyKey: 'k1',
          publish: () => Promise.reject(new Error('broken pipe')),
        })
        assert.notEqual(result.kind, 'accepted')
      },
    },
  ]
}

function textsOf(messages: readonly (readonly Part[])[]): string[] {
  return messages.flat().flatMap((part) => (part.type === 'text' ? [part.text] : []))
}

function choices(count: number): Choice[] {
  return Array.from({ length: count }, (_, at) => ({
    id: `c${at}`,
    label: `Choice ${at}`,
    text: `choice ${at}`,
  }))
}

function asPart(options: readonly Choice[]): Part[] {
  return options.length === 0 ? [] : [{ type: 'choices', options }]
}

function assertShowsChoices(
  messages: readonly (readonly Part[])[],
  options: readonly Choice[],
  capabilities: ChannelCapabilities,
): void {
  const shown = messages.flat().flatMap((part) => (part.type === 'choices' ? part.options : []))
  assert.ok(shown.length <= capabilities.choices)
  const told = textsOf(messages).join('\n')
  for (const option of options) assert.ok(shown.includes(option) || told.includes(option.label))
}
