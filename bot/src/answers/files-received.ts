import { planOfStep } from '../answer-topics.ts'
import { personChoice } from '../choices.ts'
import { openDialog } from '../dialogs/dialogs.ts'
import { askAgain } from '../dialogs/engine.ts'
import { menuState, nextState, type Plan, withChoices } from '../plan.ts'
import type { HandoffCause } from '../policy/handoff-rules.ts'
import { inOneBreath, say, type TurnView } from '../turn-view.ts'
import { helpChoices } from './answer.ts'

const ASKED = 'asked about a file'

/** A turn in which the customer sent files and not a word. */
export function isOnlyFiles({ readings }: TurnView): boolean {
  return readings.length > 0 && readings.every(({ wordless }) => wordless)
}

/**
 * The bot cannot look into files: it says that they arrived, and asks what they are about, or asks its open question
 * again. Nothing when it has asked that before: whoever goes on sending pictures wants somebody to look at them.
 */
export function filesReceived(view: TurnView): Plan | undefined {
  const received = [{ type: 'text' as const, text: say(view, 'file_received') }]
  const spec = openDialog(view.state)
  const { dialog, tried = [] } = view.state
  if (spec && dialog) {
    const plan = planOfStep(view, spec, askAgain(spec, view, dialog, 'interrupted'), 1)
    return { ...plan, messages: [received, ...plan.messages], understood: 'no_matter' }
  }
  if (tried.includes(ASKED)) return undefined
  const choices = [personChoice(view), ...helpChoices(view).filter(({ id }) => id !== personChoice(view).id)]
  const text = inOneBreath(view, say(view, 'file_received'), say(view, 'ask_about_file'))
  const asked = [{ type: 'text' as const, text }]
  return {
    decision: { kind: 'ask', rule: 'file_received', slot: 'topic' },
    messages: withChoices([asked], choices),
    state: nextState(view, { dialog: menuState('topics', choices), tried: [ASKED] }),
    understood: 'no_matter',
    introduces: false,
  }
}

/** Somebody has to look at them. */
export const filesNeedPeople: HandoffCause = { rule: 'files_without_words', reason: 'misunderstood' }
