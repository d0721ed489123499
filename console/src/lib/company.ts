import { ApiError } from './api-error.ts'
import { readStored, writeStored } from './stored.ts'

const STORED_AS = 'parley.company'

/** Who runs this desk, for the sign-in page: what a refused session says, or what the last one here said. */
export function knownCompany(): string | undefined {
  return readStored(STORED_AS)
}

export function rememberCompany(source: unknown): void {
  if (source instanceof ApiError) {
    const { company } = source.details
    if (typeof company === 'string') writeStored(STORED_AS, company)
  } else if (typeof source === 'string') {
    writeStored(STORED_AS, source)
  }
}
