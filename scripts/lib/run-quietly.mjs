import { spawn } from 'node:child_process'

/** Runs a program without showing its output. Resolves with its code and what it said, newest last. */
export function runQuietly(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        output = `${output}${chunk}`.slice(-20_000)
      })
    }
    child.on('error', (error) => resolve({ code: 127, output: error.message }))
    child.on('close', (code, signal) => resolve({ code: code ?? 1, signal, output: output.trim() }))
  })
}

/** Whether a program is on PATH. */
export async function isInstalled(program) {
  const { code } = await runQuietly('sh', ['-c', `command -v -- "$0"`, program])
  return code === 0
}

/** The last lines of an output: where programs say what went wrong. */
export function tail(output, lines = 30) {
  return output.split('\n').slice(-lines).join('\n')
}
