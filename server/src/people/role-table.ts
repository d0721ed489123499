import { can, type ThreadSubject, type Verb, verbs } from '../agents/permissions.ts'
import { type RightScope, Role, type RoleTable } from '../contract/index.ts'

const me = 'me'
const here = 'here'
const own: readonly ThreadSubject[] = [
  { control: 'agent', agent: me, queue: here },
  { control: 'requested', offeredTo: me, queue: 'elsewhere' },
]
const others: readonly ThreadSubject[] = [
  { control: 'bot' },
  { control: 'requested', queue: here },
  { control: 'requested', queue: 'elsewhere' },
  { control: 'agent', agent: 'somebody', queue: here },
  { control: 'agent', agent: 'somebody', queue: 'elsewhere' },
]

/** What every role may do, asked of the one authorisation function: a table that cannot tell something else. */
export function roleTable(): RoleTable {
  return {
    rights: verbs.map((verb) => ({
      verb,
      scopes: Object.fromEntries(Role.options.map((role) => [role, scopeOf(role, verb)])) as Record<
        Role,
        RightScope
      >,
    })),
  }
}

function scopeOf(role: Role, verb: Verb): RightScope {
  const person = { id: me, role, queues: [here] }
  if (!can(person, verb)) return 'none'
  if (!verb.startsWith('thread.')) return 'all'
  const allowed = others.filter((subject) => can(person, verb, subject)).length
  // What can be done with one's own only, such as replying, is theirs for everybody.
  if (allowed === 0) return own.some((subject) => can(person, verb, subject)) ? 'own' : 'none'
  return allowed === others.length ? 'all' : 'some'
}
