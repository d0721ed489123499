import { lockFolder } from '../lock.ts'
import { Environment } from '../storage/environment.ts'
import { dataFileIn } from './folder.ts'

/**
 * Opens a store for reading that nobody serves meanwhile, and closes it after the work.
 * @throws FolderInUseError, MaintenanceError, DamagedStoreError
 */
export async function withStoppedStore<T>(dir: string, work: (env: Environment) => T): Promise<T> {
  dataFileIn(dir)
  const unlock = lockFolder(dir)
  try {
    const env = new Environment(dir, 'read')
    try {
      return work(env)
    } finally {
      await env.close()
    }
  } finally {
    unlock()
  }
}
