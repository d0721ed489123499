import {
  type Activity,
  ActivityTypes,
  BotAdapter,
  type ConversationReference,
  type ResourceResponse,
  TurnContext,
} from 'botbuilder'

/**
 * The pipeline's end that sends nothing: it collects what a turn says, and the server commits and delivers it.
 * One adapter serves one turn.
 */
export class GatewayAdapter extends BotAdapter {
  readonly #collected: Partial<Activity>[] = []

  get collected(): readonly Partial<Activity>[] {
    return this.#collected
  }

  /** Runs an activity through the middleware and the bot's logic. */
  async process(
    activity: Partial<Activity>,
    prepare: (context: TurnContext) => void,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<void> {
    const context = new TurnContext(this, activity)
    prepare(context)
    await this.runMiddleware(context, logic)
  }

  /** One response per activity, in order. Traces and pauses are answered and left out: nobody receives them. */
  override sendActivities(
    _context: TurnContext,
    activities: Partial<Activity>[],
  ): Promise<ResourceResponse[]> {
    const responses = activities.map((activity) => {
      if (activity.type === ActivityTypes.Trace || activity.type === 'delay') return { id: '' }
      this.#collected.push(activity)
      return { id: String(this.#collected.length) }
    })
    return Promise.resolve(responses)
  }

  override updateActivity(): Promise<void> {
    return Promise.reject(new Error('what a turn said is final: updateActivity is not supported'))
  }

  override deleteActivity(): Promise<void> {
    return Promise.reject(new Error('what a turn said is final: deleteActivity is not supported'))
  }

  override continueConversation(
    _reference: Partial<ConversationReference>,
    _logic: (revocableContext: TurnContext) => Promise<void>,
  ): Promise<void> {
    return Promise.reject(new Error('a turn begins with an event: continueConversation is not supported'))
  }
}
