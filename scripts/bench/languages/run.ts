import {
  type LanguageTest,
  type MixedTest,
  readLanguageTests,
  readMixedTests,
} from '../../lib/language-data.ts'
import { rounded } from '../../lib/numbers.ts'
import { table } from '../../lib/table.ts'
import { say } from '../say.ts'
import { type Contender, contenders } from './contenders.ts'
import { accuracyOf, byBand, calibrationErrorOf, mixedFigures, type Scored } from './figures.ts'

const WARM_UP_ROUNDS = 200
const TIMED_ROUNDS = 200
/** About as long as a sentence of a customer. */
const USUAL = { least: 45, most: 55 }
/** Their script tells them, so a model has no part in them. */
const BY_SCRIPT: readonly string[] = ['zh', 'ja', 'ko', 'ar', 'th', 'hi', 'el', 'he']

/** The detector of languages beside node-nlp's guess, on texts that ours did not learn from. Nothing is started. */
export async function benchLanguages(): Promise<void> {
  const [tests, mixed] = await Promise.all([readLanguageTests(), readMixedTests()])
  const languages = [...new Set(tests.map(({ language }) => language))]
  say(`${tests.length} texts in ${languages.length} languages, ${mixed.length} mixed ones`)
  const measured = contenders(languages).map((contender) => measure(contender, tests, mixed))
  const bands = ['of all', '1–15', '16–40', 'over 40']
  const rows = measured.flatMap(({ name, all, modelled, figures }) => [
    [name, ...all.map(percent), percent(figures.calibrationError), figures.microseconds],
    [`  Latin, Cyrillic`, ...modelled.map(percent), '', ''],
  ])
  console.log(table(['right', ...bands, 'calibration error', 'µs of 50 characters'], rows))
  const mixedRows = measured.map(({ name, figures }) => [
    name,
    ...[figures.mixedMain, figures.mixedAll].map(percent),
  ])
  console.log(`\n${table(['mixed', 'most of it', 'all of it'], mixedRows)}`)
  const byLanguage = languages.map((language) => [
    language,
    ...measured.map(({ scored }) =>
      percent(accuracyOf(scored.filter(({ test }) => test.language === language))),
    ),
  ])
  console.log(`\n${table(['right', ...measured.map(({ name }) => name)], byLanguage)}`)
  const figures = Object.fromEntries(measured.map((one) => [one.name, one.figures]))
  console.log(JSON.stringify({ bench: 'languages', texts: tests.length, mixed: mixed.length, ...figures }))
}

function measure(contender: Contender, tests: readonly LanguageTest[], mixed: readonly MixedTest[]) {
  const scored: readonly Scored[] = tests.map((test) => ({ test, answer: contender.detect(test.text) }))
  const all = byBand(scored)
  const modelled = byBand(scored.filter(({ test }) => !BY_SCRIPT.includes(test.language)))
  const found = mixedFigures(
    mixed,
    mixed.map(({ text }) => contender.detect(text)),
  )
  const usual = tests.filter(({ text }) => text.length >= USUAL.least && text.length <= USUAL.most)
  const figures = {
    accuracy: all.map((share) => rounded(share, 4)),
    accuracyByModel: modelled.map((share) => rounded(share, 4)),
    calibrationError: rounded(calibrationErrorOf(scored), 4),
    mixedMain: rounded(found.main, 4),
    mixedAll: rounded(found.all, 4),
    microseconds: rounded(microsecondsOf(contender, usual), 1),
  }
  return { name: contender.name, scored, all, modelled, figures }
}

/** Processor time of this process a text, so that others on the machine do not count. */
function microsecondsOf({ detect }: Contender, tests: readonly LanguageTest[]): number {
  const round = () => {
    for (const { text } of tests) detect(text)
  }
  for (let count = 0; count < WARM_UP_ROUNDS; count++) round()
  const before = process.cpuUsage()
  for (let count = 0; count < TIMED_ROUNDS; count++) round()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / (TIMED_ROUNDS * tests.length)
}

function percent(share: number): string {
  return Number.isNaN(share) ? '–' : `${(share * 100).toFixed(1)} %`
}
