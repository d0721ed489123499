/**
 * Reads messages that some worker may have died of, forked by `careful-reader.ts`: what a text does to this process it
 * does to nothing else. It writes nothing, and it ends with its parent: by itself, or over a text that never ends.
 */
import { decodeModel, type Model } from '@parley/nlp-models'
import { startWatchdog } from '../../watchdog/watchdog.ts'
import { readMessage } from '../read-message.ts'
import type { FromReading, ToReading } from './reading.ts'

/** Processor time for one text. A turn takes a few ms of it, the first one of a process a few hundred. */
const TEXT_MS = 1000

let model: Model | undefined

function answer(told: ToReading): FromReading {
  if (told.kind === 'model') {
    model = decodeModel(told.bytes)
    // Only now: to load is work as well.
    startWatchdog({ stuckMs: TEXT_MS })
    return { kind: 'ready' }
  }
  if (!model) return { kind: 'failed', why: 'no model' }
  try {
    return { kind: 'read', understanding: readMessage(model, told.text, told.language, told.today) }
  } catch (error) {
    // The kind only: a message may quote the text.
    return { kind: 'failed', why: error instanceof Error ? error.name : typeof error }
  }
}

process.on('message', (told: ToReading) => void process.send?.(answer(told)))
process.on('disconnect', () => process.exit())
