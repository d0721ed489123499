import { hostname } from 'node:os'
import { pushDown } from '../aggregate/source.ts'
import { type Doc, double, int, integer, isArray, isDoc, type Value } from '../bson/value.ts'
import { notSupported, StoreError } from '../errors.ts'
import { type Execution, execute } from '../plan/execute.ts'
import { describePlan } from '../plan/planner.ts'
import { besideIfLong } from '../readers/beside.ts'
import { arrayArgument, namespaceOf } from './arguments.ts'
import { argument, type CommandContext, type Commands, type Reply } from './context.ts'
import { deadlineOf } from './deadline.ts'
import { findSpec } from './find.ts'
import { VERSION } from './handshake.ts'
import { filterOf, prepare, type QuerySpec, sortOf } from './query.ts'

export const EXPLAIN: Commands = {
  explain: { handler: explain, fields: ['verbosity'] },
}

const VERBOSITIES = ['queryPlanner', 'executionStats', 'allPlansExecution']

/** Says which index serves a query and, unless only the plan is wanted, how much of it was read. Nothing is written. */
function explain(context: CommandContext): Reply | Promise<Reply> {
  const inner = argument(context, 'explain')
  if (!isDoc(inner)) throw new StoreError(14, 'explain needs a command')
  const verbosity = argument(context, 'verbosity') ?? 'allPlansExecution'
  if (typeof verbosity !== 'string' || !VERBOSITIES.includes(verbosity))
    throw new StoreError(
      9,
      `verbosity string must be one of {'queryPlanner', 'executionStats', 'allPlansExecution'}`,
    )
  const [name = ''] = Object.keys(inner)
  const nested: CommandContext = { ...context, name, body: inner }
  const ns = namespaceOf(nested)
  const spec = { ...explainedSpec(nested), deadline: deadlineOf(context) }
  const collection = context.store.catalog.find(ns)
  const execution = collection && prepare(context.store, collection, spec)
  const elsewhere = execution && verbosity !== 'queryPlanner' ? besideIfLong(context, execution) : undefined
  if (elsewhere !== undefined) return elsewhere
  return {
    explainVersion: '1',
    queryPlanner: { namespace: ns, winningPlan: execution ? winningPlan(execution) : { stage: 'EOF' } },
    ...(verbosity !== 'queryPlanner' && { executionStats: executionStats(execution) }),
    command: { ...inner, $db: context.database },
    serverInfo: { host: hostname(), version: VERSION },
    ok: double(1),
  }
}

function winningPlan({ plan, sort }: Execution): Doc {
  const described = describePlan(plan)
  return plan.sorted || sort.length === 0 ? described : { stage: 'SORT', inputStage: described }
}

function executionStats(execution: Execution | undefined): Doc {
  const started = Date.now()
  const examined = { documents: 0, keys: 0 }
  let returned = 0
  if (execution) for (const _ of execute({ ...execution, examined })) returned += 1
  return {
    executionSuccess: true,
    nReturned: integer(returned),
    executionTimeMillis: int(Date.now() - started),
    totalKeysExamined: integer(examined.keys),
    totalDocsExamined: integer(examined.documents),
  }
}

function explainedSpec(context: CommandContext): QuerySpec {
  switch (context.name) {
    case 'find':
      return findSpec(context)
    case 'count':
    case 'distinct':
      return queryOf(context, argument(context, 'query'), argument(context, 'hint'))
    case 'findAndModify':
      return {
        ...queryOf(context, argument(context, 'query'), argument(context, 'hint')),
        ...sorted(context),
        limit: 1,
      }
    case 'update':
      return statementOf(context, 'updates', (statement) => statement['multi'] !== true)
    case 'delete':
      return statementOf(context, 'deletes', (statement) => Number(statement['limit']) === 1)
    case 'aggregate': {
      const pipeline = argument(context, 'pipeline')
      return {
        ...pushDown(isArray(pipeline) ? pipeline : [], context.variables).query,
        hint: argument(context, 'hint'),
      }
    }
    default:
      throw notSupported(`explain of ${context.name || 'nothing'}`)
  }
}

function queryOf(context: CommandContext, query: Value, hint: Value): QuerySpec {
  return { filter: filterOf(query, context.variables), hint }
}

function sorted(context: CommandContext): Pick<QuerySpec, 'sort'> {
  return { sort: sortOf(argument(context, 'sort')).sort }
}

/** Only one statement can be explained, in MongoDB too. */
function statementOf(context: CommandContext, list: string, one: (statement: Doc) => boolean): QuerySpec {
  const [statement, ...others] = arrayArgument(context, list)
  if (!isDoc(statement) || others.length > 0)
    throw new StoreError(72, 'explained write batches must be of size 1')
  return { ...queryOf(context, statement['q'], statement['hint']), limit: one(statement) ? 1 : 0 }
}
