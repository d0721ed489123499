import { setTimeout as delay } from 'node:timers/promises'

// Timers as most people build them first: due at a wall time, looked for by the wall clock of the process that looks.

const LOOK_MS = 50
const RUN_MS = Number(process.argv[2] ?? 0)
const LATE_MS = 2000
const pending = new Set<{ due: number; truly: number }>()
const damage = { early: 0, late: 0 }
const started = performance.now()
process.stdout.write('ready\n')
for (let n = 0; performance.now() - started < RUN_MS; n++) {
  const inMs = 500 + ((n * 397) % 3000)
  pending.add({ due: Date.now() + inMs, truly: performance.now() + inMs })
  await delay(LOOK_MS)
  for (const timer of pending) {
    if (timer.due > Date.now()) continue
    pending.delete(timer)
    count(performance.now() - timer.truly)
  }
}
for (const { truly } of pending) if (performance.now() - truly > LATE_MS) damage.late += 1
process.stdout.write(`${JSON.stringify(damage)}\n`)

function count(lateness: number): void {
  if (lateness < -LOOK_MS) damage.early += 1
  if (lateness > LATE_MS) damage.late += 1
}
