import { readFileSync } from 'node:fs'
import type { IntentExample, MoodExample, TrainingData } from '../src/training-data.ts'

const DATA = new URL('../data/', import.meta.url)

/** A small part of the shipped phrases: seven intents that differ clearly, enough to train in a second. */
const INTENTS = [
  'order.cancel',
  'account.password_reset',
  'refund.status',
  'store.hours',
  'agent.request',
  'smalltalk.thanks',
  'promo.code',
]

export function readLines<T>(name: string): T[] {
  return readFileSync(new URL(name, DATA), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as T)
}

export function sampleIntents(): IntentExample[] {
  return ['intents.en.jsonl', 'intents.zh.jsonl']
    .flatMap((name) => readLines<IntentExample>(name))
    .filter(({ intent }) => INTENTS.includes(intent))
}

export function sampleData(): TrainingData {
  const outOfScope = ['out-of-scope.en.jsonl', 'out-of-scope.zh.jsonl'].flatMap((name) =>
    readLines<{ text: string }>(name).slice(0, 80),
  )
  return {
    intents: sampleIntents(),
    outOfScope: outOfScope.map(({ text }) => text),
    sentiment: ['sentiment.en.jsonl', 'sentiment.zh.jsonl'].flatMap((name) => readLines<MoodExample>(name)),
  }
}
