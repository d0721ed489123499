import { personChoice, topicChoices } from '../choices.ts'
import type { ArticleFact, Choice, Decision } from '../conversing.ts'
import type { Message } from '../dialogs/dialog.ts'
import type { Topic } from '../policy/topics.ts'
import { shorten } from '../text.ts'
import { say, type TurnView, topicLabel } from '../turn-view.ts'

/** What is said to a topic, and what the customer can do next. */
export interface Answer {
  readonly decision: Decision
  readonly message: Message
  readonly choices: readonly Choice[]
  /** A person is offered: the topic is serious, or there is nothing to tell. */
  readonly offersPerson: boolean
}

/** Answers a topic from the company's knowledge; without an article it says so and offers a person. */
export function answerTopic(view: TurnView, topic: Topic, rule: string): Answer {
  const { intent, confidence } = topic
  const article = view.facts.article(intent, view.language)
  if (article === undefined) {
    const text = say(view, 'no_answer', { topic: topicLabel(view, intent) ?? intent })
    return {
      decision: { kind: 'ask', rule: 'no_answer', slot: 'person' },
      message: [{ type: 'text', text }],
      choices: [],
      offersPerson: true,
    }
  }
  return {
    decision: { kind: 'answer', rule, intent, confidence, article: article.id },
    message: [{ type: 'text', text: articleText(article) }],
    choices: topicChoices(view, view.definition.nextSteps[intent] ?? []),
    offersPerson: view.definition.serious.includes(intent),
  }
}

const LONGEST_ANSWER = 900

/** The article's whole paragraphs up to a readable length, then its links as plain lines. */
function articleText(article: ArticleFact): string {
  const paragraphs = article.body.trim().split(/\n{2,}/)
  let text = paragraphs[0] ?? ''
  for (const paragraph of paragraphs.slice(1)) {
    if (text.length + paragraph.length > LONGEST_ANSWER) break
    text += `\n\n${paragraph}`
  }
  const links = (article.links ?? []).map(({ label, url }) => `${label}: ${url}`)
  return [shorten(text, 2 * LONGEST_ANSWER), ...links].join('\n')
}

/** The quick replies of a welcome or a misunderstanding: what the bot is good at, and a person. */
export function helpChoices(view: TurnView): Choice[] {
  return [...topicChoices(view, view.definition.help), personChoice(view)]
}

/** Yes or no to "shall a person look at it". */
export function offerPersonChoices(view: TurnView): Choice[] {
  const label = say(view, 'label_no_thanks')
  return [personChoice(view), { id: 'no', label, text: label }]
}
