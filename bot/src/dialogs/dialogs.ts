import type { BotState, OpenSlot } from '../conversing.ts'
import type { BotDefinition } from '../definition/schema.ts'
import type { DialogSpec } from './dialog.ts'
import { orderStatus } from './order-status.ts'
import { startReturn } from './start-return.ts'

/** Every dialog. A new one is added here and in the definition's `dialogs`. */
const dialogs: readonly DialogSpec[] = [orderStatus, startReturn]

/** Menus are not dialogs: what was offered stays readable for one turn. */
export const menus = { nextSteps: 'next-steps', topics: 'topics', person: 'offer-person' } as const

/** The dialog whose question is open, if any. */
export function openDialog(state: BotState): DialogSpec | undefined {
  if (state.dialog?.asking === undefined) return undefined
  return dialogs.find((spec) => spec.name === state.dialog?.name)
}

/** The dialog that a topic starts. */
export function dialogFor(
  intent: string,
  definition: BotDefinition,
  orderNamed: 'order_named' | 'no_order',
): DialogSpec | undefined {
  return dialogs.find((spec) => {
    const settings = definition.dialogs[spec.name]
    if (!settings.enabled) return false
    if (settings.intents.includes(intent)) return true
    return orderNamed === 'order_named' && settings.intentsWithOrder.includes(intent)
  })
}

/** What the open question waits for, so that recognisers can be asked. */
export function openSlotOf(state: BotState): OpenSlot | undefined {
  const { dialog } = state
  if (dialog?.asking === undefined) return undefined
  const kind =
    menuKind(dialog.name) ?? openDialog(state)?.slots.find((slot) => slot.name === dialog.asking)?.kind
  if (kind === undefined) return undefined
  return { kind, ...(dialog.choices === undefined ? {} : { choices: dialog.choices }) }
}

function menuKind(name: string) {
  if (name === menus.topics) return 'choice' as const
  return name === menus.person ? ('yes-no' as const) : undefined
}
