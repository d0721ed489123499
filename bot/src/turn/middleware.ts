import { ActivityTypes, type Middleware, type TurnContext } from 'botbuilder'
import { chooseLanguage } from '../language.ts'
import type { Plan } from '../plan.ts'
import { say } from '../turn-view.ts'
import { sayingActivity } from './activities.ts'
import { type Turn, turnOf } from './turn-state.ts'
import { viewOf } from './view-of.ts'

/** Settles the language before anything is worded. */
export class LanguageChoice implements Middleware {
  async onTurn(context: TurnContext, next: () => Promise<void>): Promise<void> {
    const turn = turnOf(context)
    turn.language = chooseLanguage(turn.input.state, turn.input.utterances)
    context.locale = turn.language
    await next()
  }
}

/** Counts turns in a row that were not understood, by what the turn came to. */
export class MisunderstandingCounter implements Middleware {
  async onTurn(context: TurnContext, next: () => Promise<void>): Promise<void> {
    await next()
    const turn = turnOf(context)
    if (turn.plan === undefined) return
    turn.plan = withMisunderstood(turn.plan, turn.input.state.misunderstood)
  }
}

/** Says before the first answer of an episode that this is a bot, unless the answer says so itself. */
export class Introduction implements Middleware {
  async onTurn(context: TurnContext, next: () => Promise<void>): Promise<void> {
    context.onSendActivities(async (_context, activities, send) => {
      const turn = turnOf(context)
      const first = activities.findIndex((activity) => activity.type === ActivityTypes.Message)
      if (first < 0 || !needsIntroduction(turn)) return await send()
      activities.splice(first, 0, sayingActivity([{ type: 'text', text: say(viewOf(turn), 'introduction') }]))
      const responses = await send()
      // The caller gets one response for each activity that it sent itself.
      return responses.toSpliced(first, 1)
    })
    await next()
    const turn = turnOf(context)
    if (turn.plan === undefined || turn.plan.state.introduced) return
    if (!turn.plan.introduces && !needsIntroduction(turn)) return
    turn.plan = { ...turn.plan, state: { ...turn.plan.state, introduced: true } }
  }
}

/** The pipeline's middleware, outermost first. */
export function turnMiddleware(): readonly Middleware[] {
  return [new LanguageChoice(), new MisunderstandingCounter(), new Introduction()]
}

/** A handoff needs no introduction: the bot is on its way out. */
function needsIntroduction({ input, plan }: Turn): boolean {
  if (plan === undefined || input.state.introduced || plan.introduces) return false
  return plan.decision.kind !== 'handoff' && plan.decision.kind !== 'silent'
}

function withMisunderstood(plan: Plan, before: number): Plan {
  switch (plan.understood) {
    case 'yes':
      return { ...plan, state: { ...plan.state, misunderstood: 0 } }
    case 'no':
      return { ...plan, state: { ...plan.state, misunderstood: before + 1 } }
    case 'no_matter':
      return plan
  }
}
