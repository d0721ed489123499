import { isInstalled, runQuietly, tail } from './run-quietly.mjs'

/** Whether this is a Debian-like system on which this user may install packages. */
export async function mayInstall() {
  return process.getuid?.() === 0 && (await isInstalled('apt-get'))
}

// 101 is "forbidden": no package may start its system service, because Parley runs programs as children of its own.
const NO_SERVICES = `set -e
made=
if [ ! -e /usr/sbin/policy-rc.d ]; then
  printf '#!/bin/sh\\nexit 101\\n' > /usr/sbin/policy-rc.d
  chmod 755 /usr/sbin/policy-rc.d
  made=1
fi
trap '[ -z "$made" ] || rm -f /usr/sbin/policy-rc.d' EXIT
apt-get -qq -o Acquire::Retries=3 update
apt-get -qq -o Acquire::Retries=3 -o DPkg::Lock::Timeout=120 install -y --no-install-recommends "$@"`

/** Installs system packages; answers what went wrong, or nothing. */
export async function installPackages(progress, packages) {
  const words = `Installing ${packages.join(', ')} from this system's packages (apt-get)`
  try {
    await progress.during(words, async () => {
      const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C.UTF-8' }
      const { code, output } = await runQuietly('sh', ['-c', NO_SERVICES, 'sh', ...packages], { env })
      if (code !== 0) throw new Error(tail(output, 5))
    })
    return undefined
  } catch (error) {
    return error.message
  }
}
