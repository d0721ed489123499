import { answerTopic, offerPersonChoices } from './answers/answer.ts'
import { topicChoices } from './choices.ts'
import type { Decision } from './conversing.ts'
import type { DialogSpec, DialogStep, Message } from './dialogs/dialog.ts'
import { dialogFor } from './dialogs/dialogs.ts'
import { beginDialog } from './dialogs/engine.ts'
import { actionDecision, menuState, nextState, type Plan, withChoices } from './plan.ts'
import type { Topic } from './policy/topics.ts'
import { say, type TurnView } from './turn-view.ts'

/** Answers the questions of a burst: knowledge first, then dialogs, so that an open question stands last. */
export function answerTopics(view: TurnView, topics: readonly Topic[], rule: string): Plan {
  const orderNamed = view.readings.some((reading) => reading.orders.length > 0) ? 'order_named' : 'no_order'
  const plain: Topic[] = []
  const dialogs = new Map<DialogSpec, Topic>()
  for (const topic of topics) {
    const spec = dialogFor(topic.intent, view.definition, orderNamed)
    if (spec === undefined) plain.push(topic)
    else dialogs.set(spec, topic)
  }
  if (dialogs.size === 0) return tellArticles(view, topics, rule)
  let before: Plan | undefined
  for (const [spec, topic] of dialogs) {
    const current = before === undefined ? view : { ...view, state: before.state }
    const plan = planOfStep(current, spec, beginDialog(spec, current, view.readings), topic.confidence)
    before = { ...plan, messages: [...messagesBeforeAnother(before), ...plan.messages] }
  }
  const plan = before ?? tellArticles(view, topics, rule)
  return { ...plan, messages: [...articleMessages(view, plain), ...plan.messages] }
}

/** The answers alone, for when a question of the bot follows them. */
export function articleMessages(view: TurnView, topics: readonly Topic[]): readonly Message[] {
  return topics.map((topic) => answerTopic(view, topic, 'confident').message)
}

/** Words what a dialog came to. */
export function planOfStep(view: TurnView, spec: DialogSpec, step: DialogStep, confidence: number): Plan {
  const changes = {
    topic: spec.intent,
    known: step.known,
    lookupsRefused: step.lookupsRefused,
    tried: [spec.name],
  }
  const plan = (decision: Decision, rest: Pick<Plan, 'messages' | 'state'>): Plan => ({
    decision,
    ...rest,
    understood: 'yes',
    introduces: false,
  })
  const { rule, messages } = step
  const answer: Decision = { kind: 'answer', rule, intent: spec.intent, confidence }
  switch (step.kind) {
    case 'ask': {
      const decision: Decision = { kind: 'ask', rule, dialog: spec.name, slot: step.slot }
      const asked = plan(decision, { messages, state: nextState(view, { ...changes, dialog: step.dialog }) })
      return { ...asked, understood: step.understood ? 'yes' : 'no' }
    }
    case 'tell': {
      const next = topicChoices(view, view.definition.nextSteps[spec.intent] ?? [])
      const choices = step.choices.length > 0 || rule === 'order_status_told' ? step.choices : next
      const state = nextState(view, { ...changes, dialog: menuState('nextSteps', choices) })
      return plan(answer, { messages: withChoices(messages, choices), state })
    }
    case 'act': {
      const state = nextState(view, { ...changes, dialog: step.dialog })
      return plan(actionDecision(rule, spec.name, step.action), { messages, state })
    }
    case 'left':
      return plan(answer, { messages, state: nextState(view, changes) })
    case 'offer_person': {
      const choices = offerPersonChoices(view)
      const state = nextState(view, { ...changes, dialog: menuState('person', choices) })
      const decision: Decision = { kind: 'ask', rule, dialog: spec.name, slot: 'person' }
      return plan(decision, { messages: withChoices(messages, choices), state })
    }
  }
}

function tellArticles(view: TurnView, topics: readonly Topic[], rule: string): Plan {
  const answers = topics.map((topic) => answerTopic(view, topic, rule))
  const last = answers.at(-1)
  const messages = answers.map((answer) => answer.message)
  const offersPerson = answers.some((answer) => answer.offersPerson)
  const choices = offersPerson ? offerPersonChoices(view) : (last?.choices ?? [])
  const saysItself = last?.decision.rule === 'no_answer'
  const offered: Message[] =
    offersPerson && !saysItself ? [[{ type: 'text', text: say(view, 'offer_person') }]] : []
  return {
    decision: last?.decision ?? { kind: 'silent', rule: 'nothing_to_say' },
    messages: withChoices([...messages, ...offered], choices),
    state: nextState(view, {
      dialog: menuState(offersPerson ? 'person' : 'nextSteps', choices),
      topic: topics.at(-1)?.intent,
      tried: topics.map((topic) => topic.intent),
    }),
    understood: 'yes',
    introduces: false,
  }
}

/** Quick replies belong to the last message; a question that another dialog replaces is not asked at all. */
function messagesBeforeAnother(plan: Plan | undefined): readonly Message[] {
  if (plan === undefined || plan.decision.kind === 'ask') return []
  return plan.messages.map((message) => message.filter((part) => part.type !== 'choices'))
}
