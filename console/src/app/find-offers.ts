import { type CommandGroup, type CommandId, commandGroups } from '../lib/commands.ts'

/** What stands in the command bar: a command, or a saved list to go to. */
export interface Offer {
  id: string
  name: string
  group: CommandGroup
  command?: CommandId
  run: () => void
}

/**
 * What fits the words, in the order in which it is shown: by group, so that the arrows go from one to the next. By the
 * beginnings of words; anywhere in the name when none begins so.
 */
export function findOffers(query: string, offers: readonly Offer[]): readonly Offer[] {
  const wanted = query.trim().toLowerCase()
  const begins = offers.filter(({ name }) => ` ${name.toLowerCase()}`.includes(` ${wanted}`))
  const found = begins.length > 0 ? begins : offers.filter(({ name }) => name.toLowerCase().includes(wanted))
  return commandGroups.flatMap((each) => found.filter(({ group }) => group === each))
}
