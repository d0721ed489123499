import { ActivityHandler, EventFactory, type TurnContext } from 'botbuilder'
import { concludeAction, converse } from '../converse.ts'
import type { Plan } from '../plan.ts'
import { ACTION_RESULT, sayingActivity } from './activities.ts'
import { turnOf } from './turn-state.ts'
import { viewOf } from './view-of.ts'

/** Takes messages and results of actions to the pure decision, and says what it came to. */
export class ConversationHandler extends ActivityHandler {
  constructor() {
    super()
    this.onMessage(async (context, next) => {
      await say(context, converse(viewOf(turnOf(context))))
      await next()
    })
    this.onEvent(async (context, next) => {
      const { actionResult } = turnOf(context).input
      if (context.activity.name === ACTION_RESULT && actionResult !== undefined) {
        await say(context, concludeAction(viewOf(turnOf(context)), actionResult))
      }
      await next()
    })
  }
}

async function say(context: TurnContext, plan: Plan): Promise<void> {
  turnOf(context).plan = plan
  const activities = plan.messages.map(sayingActivity)
  if (plan.brief !== undefined) activities.push(EventFactory.createHandoffInitiation(context, plan.brief))
  if (activities.length > 0) await context.sendActivities(activities)
}
