import { personChoice } from '../choices.ts'
import type { Choice } from '../conversing.ts'
import { say, type TurnView } from '../turn-view.ts'
import { helpChoices } from './answer.ts'

export interface SmallTalk {
  readonly text: string
  readonly choices: readonly Choice[]
  /** The text itself says that it is a bot. */
  readonly introduces: boolean
}

/** Replies to a pleasantry; the first greeting of an episode welcomes and says that this is a bot. */
export function replyToSmallTalk(view: TurnView, intent: string): SmallTalk {
  const plain = (text: string, choices: readonly Choice[] = []): SmallTalk => ({
    text,
    choices,
    introduces: false,
  })
  switch (intent) {
    case 'smalltalk.greeting':
      return view.state.introduced
        ? plain(say(view, 'greeting_again'), helpChoices(view))
        : { text: say(view, 'welcome'), choices: helpChoices(view), introduces: true }
    case 'smalltalk.thanks':
      return plain(say(view, 'thanks'))
    case 'smalltalk.goodbye':
      return plain(say(view, 'goodbye'))
    case 'feedback.praise':
      return plain(say(view, 'praise'))
    case 'bot.identity':
      return { text: say(view, 'identity'), choices: [personChoice(view)], introduces: true }
    default:
      return plain(say(view, 'nothing_open'), helpChoices(view))
  }
}
