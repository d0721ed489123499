import { initials } from './format.ts'
import { Icon } from './icons.tsx'

/** A person by their initials, the assistant by its sign: never mistaken for each other. */
export function Avatar({ name, bot, large }: { name: string; bot: boolean; large?: boolean }) {
  return (
    <span class={`avatar${bot ? ' bot' : ''}${large ? ' large' : ''}`} aria-hidden="true">
      {bot ? <Icon name="assistant" /> : initials(name)}
    </span>
  )
}
