/**
 * Reads messages that some worker may have died of, forked by `careful-reader.ts`: what a text does to this process it
 * does to nothing else. It writes nothing and ends with its parent.
 */
import { decodeModel, type Model } from '@parley/nlp-models'
import { readMessage } from '../read-message.ts'
import type { FromReading, ToReading } from './reading.ts'

let model: Model | undefined

function answer(told: ToReading): FromReading {
  if (told.kind === 'model') {
    model = decodeModel(told.bytes)
    return { kind: 'ready' }
  }
  if (!model) return { kind: 'failed', why: 'no model' }
  try {
    return { kind: 'read', understanding: readMessage(model, told.text, told.language) }
  } catch (error) {
    // The kind only: a message may quote the text.
    return { kind: 'failed', why: error instanceof Error ? error.name : typeof error }
  }
}

process.on('message', (told: ToReading) => void process.send?.(answer(told)))
process.on('disconnect', () => process.exit())
