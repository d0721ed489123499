import { DamagedStoreError, FolderInUseError, MaintenanceError } from '@parley/embedded-store'
import { StartError } from '../../server/src/single-machine/start-error.ts'

const mendable = [MaintenanceError, FolderInUseError, DamagedStoreError, StartError]

/** Does the work, which answers an exit code; what the operator can do something about is said without a stack, as 1. */
export async function inOneSentence(work: () => Promise<number>): Promise<number> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Error) || !mendable.some((kind) => error instanceof kind)) throw error
    console.error(error.message)
    return 1
  }
}
