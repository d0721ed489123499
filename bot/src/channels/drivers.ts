import type { ChannelCapabilities, Part } from '../conversing.ts'
import type { ChannelDriver } from './channel.ts'
import { renderMessage } from './render.ts'
import { webChannel } from './web/web-channel.ts'

const drivers: Readonly<Partial<Record<string, ChannelDriver>>> = { web: webChannel }

/** Renders for the channel that the capabilities name; one without a driver gets the common rendering. */
export function renderFor(
  message: readonly Part[],
  capabilities: ChannelCapabilities,
): readonly (readonly Part[])[] {
  const driver = drivers[capabilities.channel]
  return driver?.render(message, capabilities) ?? renderMessage(message, capabilities)
}
