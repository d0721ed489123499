import type { ChannelCapabilities, Choice, Part } from '../conversing.ts'
import { splitText } from './split-text.ts'

/**
 * Makes of one message what the channel can show: cards and quick replies that it cannot show become text, and
 * long text becomes several messages. Quick replies stay with the last of them.
 */
export function renderMessage(
  message: readonly Part[],
  capabilities: ChannelCapabilities,
): readonly (readonly Part[])[] {
  const shown = joinTexts(message.map((part) => degrade(part, capabilities)))
  const messages: Part[][] = []
  let open: Part[] | undefined
  for (const part of shown) {
    const pieces: Part[] =
      part.type === 'text'
        ? splitText(part.text, capabilities.maxText).map((text) => ({ type: 'text', text }))
        : [part]
    for (const [at, piece] of pieces.entries()) {
      if (open === undefined || at > 0) {
        open = []
        messages.push(open)
      }
      open.push(piece)
    }
  }
  return messages
}

function degrade(part: Part, capabilities: ChannelCapabilities): Part {
  switch (part.type) {
    case 'text':
      return part
    case 'choices':
      // Never cut the list: the last choice is often the way to a person.
      return part.options.length <= capabilities.choices
        ? part
        : { type: 'text', text: numbered(part.options) }
    case 'card':
      return capabilities.cards ? part : { type: 'text', text: cardText(part) }
  }
}

function numbered(options: readonly Choice[]): string {
  return options.map((option, at) => `${at + 1}. ${option.label}`).join('\n')
}

function cardText(card: Extract<Part, { type: 'card' }>): string {
  const title = card.subtitle === undefined ? card.title : `${card.title}: ${card.subtitle}`
  return [title, ...card.fields.map((field) => `${field.label}: ${field.value}`)].join('\n')
}

function joinTexts(parts: readonly Part[]): Part[] {
  const joined: Part[] = []
  for (const part of parts) {
    const last = joined.at(-1)
    if (part.type === 'text' && part.text.trim() === '') continue
    if (part.type === 'text' && last?.type === 'text') {
      joined[joined.length - 1] = { type: 'text', text: `${last.text}\n${part.text}` }
    } else {
      joined.push(part)
    }
  }
  return joined
}
