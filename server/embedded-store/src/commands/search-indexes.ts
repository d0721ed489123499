import { StoreError } from '../errors.ts'
import type { Commands } from './context.ts'

/** MongoDB's own answer where no search process stands beside the server. */
export function searchNotEnabled(): StoreError {
  return new StoreError(
    31082,
    'Using Atlas Search Database Commands and the $listSearchIndexes aggregation stage requires additional configuration. ' +
      'Please connect to Atlas or an AtlasCLI local deployment to enable; the embedded store has no search, set MONGODB_URI to use a MongoDB server.',
  )
}

function refuse(): never {
  throw searchNotEnabled()
}

export const SEARCH_INDEXES: Commands = {
  createSearchIndexes: { handler: refuse },
  updateSearchIndex: { handler: refuse },
  dropSearchIndex: { handler: refuse },
}
