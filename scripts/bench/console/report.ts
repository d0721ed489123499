import { rounded } from '../../lib/numbers.ts'
import { table } from '../../lib/table.ts'
import type { Bytes } from './bytes.ts'
import type { Boot, Live, Reconnected, Scrolled, Switched, Times } from './measures.ts'
import type { Mounted } from './page-meter.ts'

export interface Figures {
  bytes: Bytes
  boot: { few: Boot; many: Boot; signIn: number }
  mounted: Mounted
  scroll: { list: Scrolled; thread: Scrolled }
  switched: { first: Switched; cached: Switched }
  own: number
  interactions: { p75: number; worst: number }
  live: Live
  calm: Live
  typing: Times
  reconnected: Reconnected
  wall: number
  load: string
}

interface Bar {
  what: string
  value: number
  unit: string
  /** What it should not exceed; absent where it is only told. */
  limit?: number
  /** Wall time on a machine that the whole product shares: told, and judged on a quiet one. */
  wall?: boolean
}

/** Every figure beside its bar, then one JSON line. */
export function report(figures: Figures): void {
  const bars = barsOf(figures)
  const rows = bars.map(({ what, value, unit, limit, wall }) => [
    what,
    `${rounded(value, value < 10 ? 2 : value < 100 ? 1 : 0)} ${unit}`,
    limit === undefined ? '' : `≤ ${limit} ${unit}`,
    limit === undefined ? '' : value <= limit ? 'kept' : wall ? 'over (wall time)' : 'OVER',
  ])
  console.log(`\n${table(['console', 'measured', 'bar', ''], rows)}`)
  console.log(`\n${figures.load}`)
  const over = bars.filter(({ value, limit }) => limit !== undefined && value > limit)
  const numbers = Object.fromEntries(bars.map(({ what, value }) => [what, rounded(value, 3)]))
  console.log(
    JSON.stringify({
      bench: 'console',
      kept: bars.length - over.length,
      over: over.map(({ what }) => what),
      numbers,
    }),
  )
}

function barsOf(figures: Figures): Bar[] {
  const { bytes, boot, mounted, scroll, switched, own, interactions } = figures
  const { live, calm, typing, reconnected, wall } = figures
  const most = (read: (one: Mounted) => number) =>
    Math.max(...[mounted, scroll.list.mounted, scroll.thread.mounted].map(read))
  return [
    { what: 'entry JS, gzipped', value: bytes.entryJs, unit: 'kB', limit: 230 },
    { what: 'entry CSS, gzipped', value: bytes.entryCss, unit: 'kB', limit: 20 },
    { what: 'largest lazy route, gzipped', value: bytes.largestLazyRoute, unit: 'kB', limit: 150 },
    { what: 'widget loader, gzipped', value: bytes.widgetLoader, unit: 'kB', limit: 2 },
    { what: 'widget app, gzipped', value: bytes.widgetApp, unit: 'kB', limit: 28 },
    { what: 'sign-in page CPU (baseline)', value: boot.signIn, unit: 'ms' },
    { what: 'boot CPU, 200 conversations', value: boot.few.cpu, unit: 'ms', limit: 450 },
    { what: 'boot CPU, 10,000 conversations', value: boot.many.cpu, unit: 'ms', limit: 450 },
    { what: 'boot CPU, 10,000 / 200', value: boot.many.cpu / boot.few.cpu, unit: '×', limit: 1.15 },
    { what: 'first row shown, 10,000', value: boot.many.firstRow, unit: 'ms', limit: 1800, wall: true },
    { what: 'layout shift of the boot', value: boot.many.shift, unit: '', limit: 0.02 },
    { what: 'heap after boot, 10,000', value: boot.many.heap, unit: 'MB' },
    {
      what: 'elements, 10,000 list + 5,000 thread',
      value: most((one) => one.elements),
      unit: '',
      limit: 1500,
    },
    { what: 'rows mounted', value: most((one) => one.rows), unit: '', limit: 30 },
    { what: 'bubbles mounted', value: most((one) => one.bubbles), unit: '', limit: 40 },
    { what: 'list scroll, CPU a frame', value: scroll.list.cpuPerFrame, unit: 'ms', limit: 10 },
    { what: 'list scroll, longest task', value: scroll.list.longestTask, unit: 'ms', limit: 100, wall: true },
    { what: 'thread scroll, CPU a frame', value: scroll.thread.cpuPerFrame, unit: 'ms', limit: 10 },
    {
      what: 'thread scroll, longest task',
      value: scroll.thread.longestTask,
      unit: 'ms',
      limit: 100,
      wall: true,
    },
    { what: 'switch, first look, CPU', value: switched.first.cpu, unit: 'ms' },
    { what: 'switch, first look, p50', value: switched.first.p50, unit: 'ms' },
    { what: 'switch, cached, CPU', value: switched.cached.cpu, unit: 'ms', limit: 30 },
    { what: 'switch, cached, p50', value: switched.cached.p50, unit: 'ms', limit: 50, wall: true },
    { what: 'switch, cached, p95', value: switched.cached.p95, unit: 'ms', limit: 100, wall: true },
    { what: 'own message shown', value: own, unit: 'ms', limit: 32, wall: true },
    { what: 'key or click → frame, p75', value: interactions.p75, unit: 'ms', limit: 100, wall: true },
    { what: 'key or click → frame, slowest', value: interactions.worst, unit: 'ms' },
    ...liveBars(`${Math.round(live.perSecond)}/s`, live, true),
    ...liveBars(`${Math.round(calm.perSecond)}/s`, calm, false),
    {
      what: `key → letter p99 at ${Math.round(live.perSecond)}/s`,
      value: typing.p99,
      unit: 'ms',
      limit: 32,
      wall: true,
    },
    { what: 'caught up after a break', value: reconnected.caughtUp, unit: 'ms', limit: 3000, wall: true },
    { what: 'lost in the break', value: reconnected.lost, unit: '', limit: 0 },
    { what: 'doubled in the break', value: reconnected.duplicated, unit: '', limit: 0 },
    { what: 'live page, CPU a tick', value: wall, unit: 'ms', limit: 20 },
  ]
}

function liveBars(pace: string, live: Live, judged: boolean): Bar[] {
  const bar = (limit: number) => (judged ? { limit, wall: true } : {})
  return [
    {
      what: `main thread at ${pace}`,
      value: live.mainThread * 100,
      unit: '%',
      ...(judged ? { limit: 30 } : {}),
    },
    { what: `message → thread p50 at ${pace}`, value: live.thread.p50, unit: 'ms', ...bar(150) },
    { what: `message → thread p99 at ${pace}`, value: live.thread.p99, unit: 'ms', ...bar(500) },
    { what: `message → list p50 at ${pace}`, value: live.list.p50, unit: 'ms', ...bar(350) },
    { what: `message → list p99 at ${pace}`, value: live.list.p99, unit: 'ms', ...bar(800) },
    { what: `socket → screen p50 at ${pace}`, value: live.client.p50, unit: 'ms', ...bar(50) },
    { what: `socket → screen p99 at ${pace}`, value: live.client.p99, unit: 'ms', ...bar(120) },
    { what: `never shown at ${pace}`, value: live.missing, unit: '', limit: 0 },
  ]
}
