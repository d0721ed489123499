// Mocha loads it in the child process. It writes one JSON line for each thing that happens, so that what was found out is
// there even if the process has to be killed; and it counts the commands that a test sends, hellos apart.
const { appendFileSync } = require('node:fs')
const { createRequire } = require('node:module')
const { join } = require('node:path')

const log = process.env.CONFORMANCE_LOG
const workspace = process.env.CONFORMANCE_WORKSPACE
const QUIET = new Set(['hello', 'ismaster', 'isMaster', 'saslStart', 'saslContinue', 'endSessions'])

/** What the store says when it refuses; see lib/verdict.ts. */
const REFUSAL = /embedded store[\s\S]*MONGODB_URI/

let commands = 0
/** The last refusal among the answers, which a test may have swallowed. */
let refusal
const counting = countCommands()

module.exports = function reporter(runner) {
  const ids = new Map()
  let before = 0
  const write = (event) => appendFileSync(log, `${JSON.stringify(event)}\n`)
  const testsOf = (suite) => [...suite.tests, ...suite.suites.flatMap(testsOf)]
  /** What the hooks around a test sent counts for it; the root's hooks only clear the database. */
  const asked = (test) => !counting || commands > before || hooksAsked.has(test.parent)
  const hooksAsked = new Set()
  const hookRefusals = new Map()

  runner.on('start', () => {
    // Mocha keeps to itself which tests --fgrep leaves.
    const wanted = (test) => !runner._grep || runner._grep.test(test.fullTitle())
    for (const test of testsOf(runner.suite).filter(wanted)) ids.set(test, ids.size)
    write({ event: 'plan', tests: [...ids].map(([test, id]) => ({ id, title: titleOf(test) })) })
  })
  runner.on('hook', () => {
    before = commands
    refusal = undefined
  })
  runner.on('hook end', (hook) => {
    if (commands === before || hook.parent.root) return
    for (const suite of suitesOf(hook.parent)) {
      hooksAsked.add(suite)
      if (refusal !== undefined) hookRefusals.set(suite, refusal)
    }
  })
  runner.on('test', (test) => {
    before = commands
    refusal = undefined
    write({ event: 'begin', id: ids.get(test) })
  })
  runner.on('pass', (test) => write({ event: 'pass', id: ids.get(test) }))
  runner.on('pending', (test) => write({ event: 'pending', id: ids.get(test) }))
  runner.on('fail', (runnable, error) => {
    const failure = {
      error: plain(error, 4),
      asked: asked(runnable),
      refused: refusal ?? hookRefusals.get(runnable.parent),
    }
    if (ids.has(runnable)) write({ event: 'fail', id: ids.get(runnable), ...failure })
    else
      write({
        event: 'hook',
        title: titleOf(runnable),
        ids: testsOf(runnable.parent).flatMap((test) => ids.get(test) ?? []),
        ...failure,
      })
  })
  runner.on('end', () => write({ event: 'end' }))
}

function suitesOf(suite) {
  return [suite, ...suite.suites.flatMap(suitesOf)]
}

function titleOf(runnable) {
  return runnable.titlePath().filter(Boolean).join(' › ')
}

/** An error as JSON, with what it wraps: the server's answer is often inside another error. */
function plain(error, depth) {
  if (error === null || (typeof error !== 'object' && typeof error !== 'function'))
    return { message: String(error) }
  const { name, message, errmsg, code, stack } = error
  const result = {
    name,
    message: message ?? errmsg,
    code,
    stack: typeof stack === 'string' ? stack.slice(0, 4000) : undefined,
  }
  if (depth === 0) return result
  for (const field of ['cause', 'reason', 'errorResponse', 'err'])
    if (typeof error[field] === 'object' && error[field]) result[field] = plain(error[field], depth - 1)
  const inner = error.writeErrors ?? error.errors
  if (inner && typeof inner === 'object')
    result.writeErrors = Object.values(inner)
      .slice(0, 10)
      .map((one) => plain(one, depth - 1))
  return result
}

function noteRefusal(answer) {
  const listed = Array.isArray(answer?.writeErrors) ? answer.writeErrors : []
  const sentences = [answer?.message, ...listed.map(({ errmsg }) => errmsg)]
  const found = sentences.find((text) => typeof text === 'string' && REFUSAL.test(text))
  if (found !== undefined) refusal = found
}

function countCommands() {
  try {
    const { Connection } = createRequire(join(workspace, 'index.js'))('mongodb/lib/cmap/connection')
    const { command } = Connection.prototype
    Connection.prototype.command = function counted(ns, body, ...rest) {
      if (!QUIET.has(Object.keys(body ?? {})[0])) commands += 1
      const answer = command.call(this, ns, body, ...rest)
      answer.then(noteRefusal, noteRefusal)
      return answer
    }
    return true
  } catch {
    // Another driver than the one known: then every failure is taken for the server's.
    return false
  }
}
