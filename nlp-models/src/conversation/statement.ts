import { isLiteral } from '../entities/literal.ts'
import { scanEntities } from '../entities/scan-entities.ts'
import { detectLanguage } from '../text/language.ts'
import { type Sentence, splitSentences, trimmed } from '../text/sentences.ts'
import { isIdleWord } from '../text/stop-words.ts'
import { tokenise } from '../text/tokens.ts'
import { type Word, wordsOf } from '../text/words.ts'
import type { Entity, Language } from '../understanding.ts'
import type { Cues } from './cues.ts'
import { ENGLISH } from './cues-en.ts'
import { CHINESE } from './cues-zh.ts'
import type { ReadTurn, Speaker } from './turn.ts'

/** One sentence of a conversation and what it does. Offsets are into the text of its turn. */
export interface Statement extends Sentence {
  /** Place of its turn in the conversation, from 0. */
  readonly turn: number
  readonly from: Speaker
  readonly language: Language
  readonly entities: readonly Entity[]
  /** Words that say what it is about, by their stems; none in greetings, thanks and mere assent. */
  readonly keys: readonly string[]
  readonly isQuestion: boolean
  readonly isRequest: boolean
  readonly isTrouble: boolean
  /** Nothing but a name, a number or an address, or a sentence that says one of one's own. */
  readonly isIdentity: boolean
  readonly isHold: boolean
  readonly at: string | undefined
}

export interface ReadOptions {
  readonly orderMasks?: readonly string[]
  /** ISO date that dates count from where a turn does not say when it was. */
  readonly today?: string
}

export function cuesOf(language: Language): Cues {
  return language === 'zh' ? CHINESE : ENGLISH
}

/** What a turn says, sentence by sentence: without a salutation at the beginning of one, and without empty sentences. */
export function statementsOf(turn: ReadTurn, { orderMasks = [], today }: ReadOptions): readonly Statement[] {
  const { text, index, from, at } = turn
  const date = at?.slice(0, 10) ?? today
  const entities = turn.entities ?? scanEntities(text, { orderMasks, ...(date ? { today: date } : {}) })
  const language = turn.language ?? detectLanguage(text)
  const words = wordsOf(tokenise(text))
  let nextWord = 0
  let nextEntity = 0
  return splitSentences(text).map((whole) => {
    const sentence = withoutOpening(text, whole, cuesOf(language))
    const ownWords: Word[] = []
    for (; (words[nextWord]?.start ?? text.length) < sentence.end; nextWord++)
      if ((words[nextWord] as Word).start >= sentence.start) ownWords.push(words[nextWord] as Word)
    const own: Entity[] = []
    for (; (entities[nextEntity]?.start ?? text.length) < sentence.end; nextEntity++)
      if ((entities[nextEntity] as Entity).start >= sentence.start) own.push(entities[nextEntity] as Entity)
    return { ...sentence, turn: index, from, at, entities: own, ...read(sentence, ownWords, own, language) }
  })
}

function withoutOpening(text: string, { start, end, text: said }: Sentence, { opening }: Cues): Sentence {
  const greeting = opening.exec(said)?.[0].length ?? 0
  return greeting === 0 || greeting === said.length
    ? { start, end, text: said }
    : trimmed(text, start + greeting, end)
}

type Read = Omit<Statement, keyof Sentence | 'turn' | 'from' | 'at' | 'entities'>

function read(
  { text }: Sentence,
  words: readonly Word[],
  entities: readonly Entity[],
  given: Language,
): Read {
  // A sentence of another language than its turn is judged by its own.
  const language = detectLanguage(text, given)
  const cues = cuesOf(language)
  const said = text.toLowerCase()
  const literal = entities.filter((entity) => isLiteral(entity) || entity.kind === 'id')
  const keys = words
    .filter(
      ({ text: word, start, end }) =>
        !isIdleWord(word) && !literal.some((one) => one.start < end && start < one.end),
    )
    .map(({ key }) => key)
  const isQuestion = cues.question.test(said)
  const isRequest = cues.request.test(said)
  const isTrouble = cues.trouble.test(said)
  return {
    language,
    keys,
    isQuestion,
    isRequest,
    isTrouble,
    isIdentity: !isQuestion && (cues.identity.test(said) || isBare(words, entities, keys.length)),
    isHold: cues.hold.test(said),
  }
}

/** Only values and names, as somebody answers who was asked for them. */
function isBare(words: readonly Word[], entities: readonly Entity[], keys: number): boolean {
  if (keys > 0 && entities.length === 0) return false
  const outside = words.filter(
    ({ start, end }) => !entities.some((one) => one.start < end && start < one.end),
  )
  return outside.every(({ text }) => isIdleWord(text)) && outside.length <= 3
}
