import type { mongo } from 'mongoose'
import type { Document } from './schema.ts'

export interface ObservedEvent {
  /** As test files call it, such as `commandStartedEvent`. */
  readonly name: string
  readonly type: 'command' | 'cmap' | 'sdam'
  readonly event: Document
}

/** The driver's name of each event that a test may ask for. */
const EVENTS: Readonly<Record<string, readonly [ObservedEvent['type'], string]>> = {
  commandStartedEvent: ['command', 'commandStarted'],
  commandSucceededEvent: ['command', 'commandSucceeded'],
  commandFailedEvent: ['command', 'commandFailed'],
  poolCreatedEvent: ['cmap', 'connectionPoolCreated'],
  poolReadyEvent: ['cmap', 'connectionPoolReady'],
  poolClearedEvent: ['cmap', 'connectionPoolCleared'],
  poolClosedEvent: ['cmap', 'connectionPoolClosed'],
  connectionCreatedEvent: ['cmap', 'connectionCreated'],
  connectionReadyEvent: ['cmap', 'connectionReady'],
  connectionClosedEvent: ['cmap', 'connectionClosed'],
  connectionCheckOutStartedEvent: ['cmap', 'connectionCheckOutStarted'],
  connectionCheckOutFailedEvent: ['cmap', 'connectionCheckOutFailed'],
  connectionCheckedOutEvent: ['cmap', 'connectionCheckedOut'],
  connectionCheckedInEvent: ['cmap', 'connectionCheckedIn'],
  serverDescriptionChangedEvent: ['sdam', 'serverDescriptionChanged'],
  serverHeartbeatStartedEvent: ['sdam', 'serverHeartbeatStarted'],
  serverHeartbeatSucceededEvent: ['sdam', 'serverHeartbeatSucceeded'],
  serverHeartbeatFailedEvent: ['sdam', 'serverHeartbeatFailed'],
  topologyDescriptionChangedEvent: ['sdam', 'topologyDescriptionChanged'],
  topologyOpeningEvent: ['sdam', 'topologyOpening'],
  topologyClosedEvent: ['sdam', 'topologyClosed'],
}

/** Its messages carry secrets, so tests see it only when they ask for it. */
const SENSITIVE = new Set([
  'authenticate',
  'saslStart',
  'saslContinue',
  'getnonce',
  'createUser',
  'updateUser',
  'copydbgetnonce',
  'copydbsaslstart',
  'copydb',
])

/** Notes what a client does, from the moment that the test wants. */
export class Observer {
  readonly events: ObservedEvent[] = []
  #listening = true

  constructor(client: mongo.MongoClient, entity: Document) {
    const {
      observeEvents = [],
      ignoreCommandMonitoringEvents = [],
      observeSensitiveCommands = false,
    } = entity
    const ignored = new Set<string>(['configureFailPoint', ...ignoreCommandMonitoringEvents])
    for (const name of observeEvents as string[]) {
      const [type, driverName] = EVENTS[name] ?? []
      if (!type || !driverName) throw new Error(`the runner does not know the event ${name}`)
      client.on(driverName as 'commandStarted', (event) => {
        const { commandName } = event
        if (
          type === 'command' &&
          (ignored.has(commandName) || (SENSITIVE.has(commandName) && !observeSensitiveCommands))
        )
          return
        if (this.#listening) this.events.push({ name, type, event })
      })
    }
  }

  /** Closing a client is no part of the test. */
  stop(): void {
    this.#listening = false
  }

  commandsStarted(): Document[] {
    return this.events
      .filter(({ name }) => name === 'commandStartedEvent')
      .map(({ event }) => event['command'])
  }
}
