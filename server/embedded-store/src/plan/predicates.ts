import type { Filter, Test } from '../query/filter.ts'

/** One condition that every matching document fulfils. */
export interface Predicate {
  readonly path: string
  readonly test: Test
  /** Fulfilling it is all that this part of the filter asks. */
  readonly complete: boolean
}

export interface Conjunction {
  readonly predicates: readonly Predicate[]
  /** `$or` parts, any of which a union of indexes may serve. */
  readonly alternatives: readonly (readonly Filter[])[]
  /** Something is left that no index bound can express. */
  readonly residue: boolean
}

/** What the filter asks of every document, flattened out of nested `$and`s. */
export function conjunctionOf(filter: Filter): Conjunction {
  const found = { predicates: [] as Predicate[], alternatives: [] as (readonly Filter[])[], residue: false }
  collect(filter, found)
  return found
}

function collect(
  filter: Filter,
  found: { predicates: Predicate[]; alternatives: (readonly Filter[])[]; residue: boolean },
): void {
  switch (filter.kind) {
    case 'and':
      for (const part of filter.parts) collect(part, found)
      return
    case 'or':
      if (filter.parts.length === 1 && filter.parts[0]) collect(filter.parts[0], found)
      else {
        found.alternatives.push(filter.parts)
        found.residue = true
      }
      return
    case 'field':
      collectField(filter, found)
      return
    default:
      found.residue = true
  }
}

function collectField(
  { path, test }: Extract<Filter, { kind: 'field' }>,
  found: { predicates: Predicate[]; residue: boolean },
): void {
  found.predicates.push({ path, test, complete: true })
  // Some element fulfils all of these, so each holds for the array; together they say less than $elemMatch does.
  if (test.op === 'elemMatchDoc') {
    for (const inner of conjunctionOf(test.filter).predicates) {
      if (inner.test.op !== 'not')
        found.predicates.push({ path: `${path}.${inner.path}`, test: inner.test, complete: false })
    }
    found.residue = true
  }
  if (test.op === 'all') {
    for (const inner of test.tests)
      if (inner.op === 'eq') found.predicates.push({ path, test: inner, complete: false })
    found.residue = true
  }
}
