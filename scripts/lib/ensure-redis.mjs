import { Stop } from './root.mjs'
import { isInstalled } from './run-quietly.mjs'
import { installPackages, mayInstall } from './system-packages.mjs'

const HOW =
  'Redis is missing: install redis-server or valkey-server (6.2 or newer) so that it is on PATH, or set REDIS_URL to a running one.'

/** Makes sure that a Redis program is on PATH, installing it where that is allowed. */
export async function ensureRedis(progress) {
  for (const program of ['redis-server', 'valkey-server']) if (await isInstalled(program)) return program
  if (!(await mayInstall())) throw new Stop(HOW)
  const wrong = await installPackages(progress, ['redis-server'])
  if (wrong !== undefined || !(await isInstalled('redis-server'))) {
    throw new Stop(wrong ? `${HOW}\n${wrong}` : HOW)
  }
  return 'redis-server'
}
