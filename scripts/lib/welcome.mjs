import { readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { root } from './root.mjs'

/** Says where everything is, once it runs. */
export async function showWelcome(progress, { url, setupUrl, dataDir }) {
  const logins = await readLogins(dataDir)
  const shown = relative(root, dataDir).startsWith('..') ? dataDir : relative(root, dataDir)
  const lines = [
    'Parley is running.',
    '',
    `Console     ${url}/`,
    ...(setupUrl
      ? [`Set it up   ${setupUrl}`, '            (whoever has this address becomes the first admin)']
      : []),
    ...(logins.length > 0 ? [`Demo shop   ${url}/demo/`] : []),
    ...(logins.length > 0 ? ['', 'Demo logins, made for this install and only for trying out:'] : []),
    ...table(logins.map(({ role, email, password }) => [role, email, password])),
    '',
    `Data        ${shown} (${logins.length > 0 ? 'logins in demo-logins.json, ' : ''}log in logs/server.log)`,
    'Stop        Ctrl-C; the next start finds everything again',
  ]
  const width = Math.max(...lines.map((line) => line.length))
  progress.line('')
  progress.line(`┌─${'─'.repeat(width)}─┐`)
  for (const line of lines) progress.line(`│ ${line.padEnd(width)} │`)
  progress.line(`└─${'─'.repeat(width)}─┘`)
}

async function readLogins(dataDir) {
  try {
    return JSON.parse(await readFile(join(dataDir, 'demo-logins.json'), 'utf8'))
  } catch {
    // No demo company here: production, or a store that had users before.
    return []
  }
}

function table(rows) {
  const widths = [0, 1].map((column) => Math.max(0, ...rows.map((row) => row[column].length)))
  return rows.map(
    ([role, email, password]) => `  ${role.padEnd(widths[0])}  ${email.padEnd(widths[1])}  ${password}`,
  )
}
