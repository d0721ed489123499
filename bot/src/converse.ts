import { answerTopics, articleMessages, planOfStep } from './answer-topics.ts'
import { helpChoices } from './answers/answer.ts'
import { filesNeedPeople, filesReceived, isOnlyFiles } from './answers/files-received.ts'
import { handoffText } from './answers/handoff-words.ts'
import { replyToSmallTalk } from './answers/small-talk.ts'
import { personChoice, topicChoices } from './choices.ts'
import type { ActionResult } from './conversing.ts'
import type { Message } from './dialogs/dialog.ts'
import { dialogFor, openDialog } from './dialogs/dialogs.ts'
import { askAgain, continueDialog } from './dialogs/engine.ts'
import { briefOf } from './handoff-brief.ts'
import { menuState, nextState, type Plan, stateAfterHandoff, withChoices } from './plan.ts'
import { chooseMove, type Move, repliesOf } from './policy/choose-move.ts'
import { type HandoffCause, isNegativeTurn } from './policy/handoff-rules.ts'
import { say, type TurnView } from './turn-view.ts'

/** Decides a turn of the customer: the policy chooses the move, dialogs and answers word it. Pure. */
export function converse(view: TurnView): Plan {
  if (view.control === 'bot' && isOnlyFiles(view))
    return filesReceived(view) ?? handOff(view, filesNeedPeople)
  return answered({ ...view, readings: view.readings.filter(({ wordless }) => !wordless) })
}

function answered(view: TurnView): Plan {
  const plan = planOf(view, chooseMove(view))
  if (plan.decision.kind === 'silent' || plan.decision.kind === 'handoff') return plan
  const { negative = 0, ...state } = plan.state
  const bad = isNegativeTurn(view, repliesOf(view))
  return { ...plan, state: bad ? { ...state, negative: negative + 1 } : state }
}

function planOf(view: TurnView, move: Move): Plan {
  switch (move.kind) {
    case 'silent':
      return silent(view, move.rule)
    case 'handoff':
      return handOff(view, move.cause)
    case 'dialog':
      return goOn(view, move)
    case 'dialog_unusable':
      return unusable(view, move)
    case 'leave':
      return leave(view, move)
    case 'topics':
      return answerTopics(view, move.topics, move.rule)
    case 'small_talk':
      return smallTalk(view, move.intent, move.confidence)
    case 'person_declined':
      return simple(view, {
        rule: 'person_declined',
        intent: 'dialog.deny',
        text: say(view, 'offer_declined'),
      })
    case 'action_pending':
      return pending(view)
    case 'offer':
      return askByDialog(view, move) ?? offer(view, move.intents)
    case 'not_understood':
      return notUnderstood(view)
  }
}

/** Decides what follows from the result of an action that the bot asked for. Pure. */
export function concludeAction(view: TurnView, result: ActionResult): Plan {
  if (view.control !== 'bot') return silent(view, 'belongs_to_people')
  if (!result.ok) {
    const intent = 'return.start'
    return handOff(view, { rule: `action_failed:${result.code}`, reason: 'action_failed', intent })
  }
  const waiting = openDialog(view.state) === undefined
  const number = result.output.returnNumber
  return {
    decision: { kind: 'answer', rule: 'action_done', intent: 'return.start', confidence: 1 },
    messages: [text(say(view, 'return_done', { number }))],
    state: nextState(view, {
      dialog: waiting ? undefined : view.state.dialog,
      topic: 'return.start',
      tried: [`return ${number}`],
    }),
    understood: 'no_matter',
    introduces: false,
  }
}

/** Gives the conversation to people, saying so and why. */
export function handOff(view: TurnView, cause: HandoffCause): Plan {
  const { fallback, ofIntent } = view.definition.queues
  const queue = (cause.intent === undefined ? undefined : ofIntent[cause.intent]) ?? fallback
  return {
    decision: { kind: 'handoff', rule: cause.rule, reason: cause.reason, queue },
    messages: [text(handoffText(view, cause.reason, queue))],
    state: stateAfterHandoff(view),
    brief: briefOf(view, cause),
    understood: 'yes',
    introduces: false,
  }
}

export function silent(view: TurnView, rule: string): Plan {
  return {
    decision: { kind: 'silent', rule },
    messages: [],
    state: view.state,
    understood: 'no_matter',
    introduces: false,
  }
}

function goOn(view: TurnView, move: Extract<Move, { kind: 'dialog' }>): Plan {
  const { spec, replies, topics, smallTalk: talk } = move
  const { dialog } = view.state
  if (dialog === undefined) return silent(view, 'nothing_to_say')
  const between = topics.length === 0 && replies.length === 0 && talk !== undefined
  const reply = between ? replyToSmallTalk(view, talk) : undefined
  const before = [...(reply === undefined ? [] : [text(reply.text)]), ...articleMessages(view, topics)]
  const step =
    replies.length > 0
      ? continueDialog(spec, view, dialog, replies)
      : askAgain(spec, view, dialog, 'interrupted')
  const plan = planOfStep(view, spec, step, 1)
  const { decision } = plan
  const interrupted = decision.kind === 'ask' && before.length > 0
  return {
    ...plan,
    decision: interrupted ? { ...decision, rule: 'interruption_answered' } : decision,
    messages: [...before, ...plan.messages],
    introduces: reply?.introduces === true,
  }
}

function unusable(view: TurnView, move: Extract<Move, { kind: 'dialog_unusable' }>): Plan {
  const { dialog } = view.state
  if (dialog === undefined) return silent(view, 'nothing_to_say')
  return planOfStep(view, move.spec, askAgain(move.spec, view, dialog, 'unusable'), 0)
}

function leave(view: TurnView, move: Extract<Move, { kind: 'leave' }>): Plan {
  const left = text(move.spec.leave(view))
  if (move.topics.length === 0) {
    return {
      decision: { kind: 'answer', rule: 'dialog_left', intent: 'dialog.cancel', confidence: 1 },
      messages: [left],
      state: nextState(view, {}),
      understood: 'yes',
      introduces: false,
    }
  }
  const plan = answerTopics(view, move.topics, 'dialog_left')
  return { ...plan, messages: [left, ...plan.messages] }
}

function smallTalk(view: TurnView, intent: string, confidence: number): Plan {
  const reply = replyToSmallTalk(view, intent)
  return {
    decision: { kind: 'answer', rule: 'small_talk', intent, confidence },
    messages: withChoices([text(reply.text)], reply.choices),
    state: nextState(view, { dialog: menuState('nextSteps', reply.choices) }),
    understood: 'yes',
    introduces: reply.introduces,
  }
}

function pending(view: TurnView): Plan {
  const plan = simple(view, {
    rule: 'action_pending',
    intent: 'return.start',
    text: say(view, 'return_pending'),
  })
  return { ...plan, state: nextState(view, { dialog: view.state.dialog }) }
}

function simple(view: TurnView, said: { rule: string; intent: string; text: string }): Plan {
  return {
    decision: { kind: 'answer', rule: said.rule, intent: said.intent, confidence: 1 },
    messages: [text(said.text)],
    state: nextState(view, {}),
    understood: 'yes',
    introduces: false,
  }
}

/**
 * The only topic that may be meant is not offered but begun where that is nothing but a question: "which order?" asks
 * back as well as "did you mean your order?" does, and saves a turn.
 */
function askByDialog(
  view: TurnView,
  { intents, reading }: Extract<Move, { kind: 'offer' }>,
): Plan | undefined {
  const [intent, ...others] = intents
  if (intent === undefined || others.length > 0) return undefined
  if (dialogFor(intent, view.definition, 'no_order') === undefined) return undefined
  const topic = { intent, confidence: reading.confidence, reading }
  const plan = answerTopics(view, [topic], 'guessed')
  return plan.decision.kind === 'ask' ? { ...plan, understood: 'no_matter' } : undefined
}

function offer(view: TurnView, intents: readonly string[]): Plan {
  const choices = [...topicChoices(view, intents), personChoice(view)]
  return {
    decision: { kind: 'ask', rule: 'offer_choices', slot: 'topic' },
    messages: withChoices([text(say(view, 'did_you_mean'))], choices),
    state: nextState(view, { dialog: menuState('topics', choices), tried: ['did you mean'] }),
    understood: 'no_matter',
    introduces: false,
  }
}

function notUnderstood(view: TurnView): Plan {
  const choices = helpChoices(view)
  return {
    decision: { kind: 'ask', rule: 'not_understood', slot: 'topic' },
    messages: withChoices([text(say(view, 'not_understood'))], choices),
    state: nextState(view, { dialog: menuState('topics', choices), tried: ['not understood'] }),
    understood: 'no',
    introduces: false,
  }
}

function text(said: string): Message {
  return [{ type: 'text', text: said }]
}
