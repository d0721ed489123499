import { existsSync } from 'node:fs'
import { installPackages, mayInstall } from './system-packages.mjs'

/**
 * Installs libfaketime where that is allowed and it is missing. Only one scenario of the fault lab needs it, and says so
 * itself where it is not there.
 */
export async function ensureFaketime(progress) {
  if (existsSync('/usr/bin/faketime') || !(await mayInstall())) return
  await installPackages(progress, ['faketime'])
}
