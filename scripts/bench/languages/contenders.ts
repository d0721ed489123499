import { createRequire } from 'node:module'
import { detectLanguages } from '@parley/nlp-models'
import type { Answer } from './figures.ts'

/** A detector under its name. */
export interface Contender {
  readonly name: string
  detect(text: string): Answer
}

/** By node-nlp's own codes: asked by two letters it throws for Arabic and has no answer for Norwegian and Malay. */
const CODES: Readonly<Record<string, string>> = {
  ...{
    en: 'eng',
    zh: 'cmn',
    es: 'spa',
    fr: 'fra',
    de: 'deu',
    pt: 'por',
    it: 'ita',
    nl: 'nld',
    ja: 'jpn',
    ko: 'kor',
  },
  ...{
    ru: 'rus',
    ar: 'arb',
    pl: 'pol',
    sv: 'swe',
    da: 'dan',
    no: 'nob',
    tr: 'tur',
    vi: 'vie',
    id: 'ind',
    ms: 'zlm',
  },
  ...{ gl: 'glg', uk: 'ukr', th: 'tha', hi: 'hin', el: 'ell', he: 'heb' },
}

interface Guesser {
  detectAll(text: string, options: { allowList: readonly string[]; minLength: number }): [string, number][]
}

/** Ours, and the language guess that node-nlp brings, among the same languages. */
export function contenders(languages: readonly string[]): readonly Contender[] {
  const { Language } = createRequire(import.meta.url)('node-nlp') as { Language: Guesser }
  const allowList = languages.map((language) => CODES[language] ?? language)
  const names = new Map(Object.entries(CODES).map(([language, code]) => [code, language]))
  return [
    { name: 'parley', detect: ours },
    {
      name: 'node-nlp',
      detect(text) {
        const [code = 'und', confidence = 0] = Language.detectAll(text, { allowList, minLength: 1 })[0] ?? []
        return { language: names.get(code) ?? code, confidence }
      },
    },
  ]
}

function ours(text: string): Answer {
  const { language, confidence, shares } = detectLanguages(text)
  return { language, confidence, found: shares.map((share) => share.language) }
}
