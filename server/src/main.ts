import { createSlotRecogniser } from '@parley/nlp-models'
import { Registry } from 'prom-client'
import { type Config, ConfigError, readConfig } from './config.ts'
import { createCore } from './core.ts'
import { selfCheck } from './health/self-check.ts'
import { createHealth } from './http/health.ts'
import {
  clockCheck,
  diskCheck,
  durabilityCheck,
  modelCheck,
  modelFileCheck,
  openFilesCheck,
  redisCheck,
  storeCheck,
  workerCheck,
} from './http/health-checks.ts'
import { createDoorbell } from './jobs/doorbell.ts'
import { adoptArticles, dropOldIndexes } from './knowledge/adopt-articles.ts'
import { loadKnowledge } from './knowledge/load-knowledge.ts'
import { createLogger, type Logger } from './log.ts'
import { createMetrics, logMetrics, type Metrics } from './metrics.ts'
import { registerModels } from './models.ts'
import { createHeadBus } from './realtime/head-bus.ts'
import { createPresenceBook } from './realtime/presence.ts'
import { createSettings } from './settings/settings.ts'
import { createStoreClock } from './storage/clock.ts'
import { startHeartbeat } from './storage/heartbeat.ts'
import { watchMemory } from './storage/memory.ts'
import { connectStore, ensureIndexes } from './storage/mongo.ts'
import { connectRedis } from './storage/redis.ts'
import { joinRooms, watchRoom } from './storage/room.ts'
import { createSealer } from './storage/sealing.ts'
import { createModelHolder, type ModelHolder } from './training/model-holder.ts'
import { createVersions } from './training/versions.ts'
import { startWatchdog } from './watchdog/watchdog.ts'

const DRAIN_MS = 8000

/** Config → collaborators → roles → shutdown. Prints one JSON line on standard output when it is ready. */
async function main(): Promise<void> {
  const config = readConfig(process.env)
  const log = createLogger(config)
  const stop = await start(config, log)
  let stopping = false
  const end = () => {
    if (stopping) return
    stopping = true
    // Whatever still hangs then is safe: what was acknowledged is stored, and another process goes on with it.
    setTimeout(() => process.exit(0), config.leaveMs + DRAIN_MS).unref()
    stop()
      .catch((err: unknown) => log.error({ event: 'stop.failed', err }))
      .finally(() => process.exit(0))
  }
  process.once('SIGTERM', end)
  process.once('SIGINT', end)
  // A child of a supervisor ends with it, even when that was killed without a word.
  if (process.channel) process.once('disconnect', end)
}

/** What every role needs, connected; each part says how it is let go, last made first. */
async function connect(config: Config, log: Logger, metrics: Metrics) {
  const { mongodbUri: uri, redisUrl } = config
  if (!uri || !redisUrl) {
    const name = uri ? 'REDIS_URL' : 'MONGODB_URI'
    throw new ConfigError(
      `${name} is not set: npm start starts one by itself, this process needs its address.`,
    )
  }
  const name = `${config.roles.join('+')}-${process.pid}`
  const connection = await connectStore({ uri, appName: `parley-${name}` })
  const redis = connectRedis(redisUrl, name, { log })
  const jobs = connectRedis(redisUrl, `${name}-jobs`, { log, use: 'jobs' })
  const live = connectRedis(redisUrl, `${name}-live`, { log, use: 'live' })
  const subscriber = connectRedis(redisUrl, `${name}-heads`, { log, use: 'jobs' })
  const clock = await createStoreClock(connection)
  const bus = await createHeadBus({ publisher: redis, subscriber, log })
  const doorbell = createDoorbell(jobs, log)
  const settings = await createSettings(connection, {
    failed: (err) => log.warn({ event: 'settings.stale', err }),
  })
  const disk = await watchRoom({ connection, neededBytes: config.minFreeBytes, log })
  const memory = watchMemory({ log })
  const room = joinRooms(disk, memory)
  const core = createCore({
    connection,
    room,
    sealer: createSealer({ connection, masterKey: config.masterKey }),
    clock,
    // The name travels with each turn's facts, because it may change while this process runs.
    company: '',
    maxFileBytes: config.maxFileBytes,
    ring: doorbell.ring,
    publishHead: bus.publish,
    publishPersonal: bus.publishPersonal,
    metrics,
    failed: (err) => log.warn({ event: 'training.unnoticed', err }),
  })
  const close = async () => {
    await Promise.all([core.trim.flush(), core.learning.notice.flush()])
    settings.stop()
    clock.stop()
    await room.stop()
    await Promise.all([doorbell.close(), bus.close()])
    for (const one of [redis, live, jobs]) one.disconnect()
    await connection.close()
  }
  return {
    name,
    connection,
    redis,
    live,
    jobs,
    bus,
    doorbell,
    company: () => settings.get('company').name,
    settings,
    core,
    book: createPresenceBook(redis, log),
    close,
  }
}

async function start(config: Config, log: Logger): Promise<() => Promise<void>> {
  const registry = new Registry()
  const metrics = createMetrics(registry)
  // Loaded while the store is asked, and by nobody who has another role.
  const roles = {
    web: config.roles.includes('web') && import('./roles/web.ts'),
    worker: config.roles.includes('worker') && import('./roles/worker.ts'),
  }
  const base = await connect(config, log, metrics)
  const { connection, redis, live, bus, company, settings, core, book } = base
  const models = await createModelHolder(config.modelFile, log)
  process.on('SIGHUP', () => void models.reload())
  registerModels(connection)
  await dropOldIndexes(connection)
  await ensureIndexes(connection)
  await adoptArticles(connection)
  await models.follow(createVersions(connection))

  const stops: (() => Promise<void> | void)[] = []
  const health = createHealth()
  for (const check of checksOf(config, base)) health.register(check)
  if (roles.worker) {
    health.register(modelCheck(() => models.current() !== undefined))
    health.register(modelFileCheck(config.modelFile))
    stops.push(...(await startWork(await roles.worker, config, base, { models, metrics, log })))
  }
  let ready: { port?: number; setup?: string | undefined } = {}
  if (roles.web) {
    const { startWeb } = await roles.web
    const running = await startWeb({
      config,
      core,
      bus,
      book,
      redis,
      live,
      health,
      metrics: registry,
      measures: metrics,
      company,
      settings,
      models,
      log,
    })
    ready = { port: running.port, setup: running.setupUrl }
    stops.unshift(running.stop, startHeartbeat(connection, 'web').stop)
  } else {
    stops.push(logMetrics(registry, log).stop)
  }
  const watchdog = startWatchdog({ unwatched: (err) => log.warn({ event: 'process.unwatched', err }) })
  tellReady({ roles: config.roles, ...ready })
  void selfCheck(health.report, log)
  return async () => {
    for (const stop of stops) await stop()
    await models.stop()
    await base.close()
    await watchdog.stop()
  }
}

type Base = Awaited<ReturnType<typeof connect>>

/** The role that takes turns. */
async function startWork(
  { startWorker }: typeof import('./roles/worker.ts'),
  config: Config,
  base: Base,
  { models, metrics, log }: { models: ModelHolder; metrics: Metrics; log: Logger },
) {
  const { connection, doorbell } = base
  const knowledge = await loadKnowledge(connection, {
    onError: (err) => log.warn({ event: 'knowledge.stale', err }),
  })
  const { workerConcurrency: concurrency, offerMs, botIdleMs } = config
  const running = startWorker({
    ...base,
    knowledge,
    models,
    config,
    slots: createSlotRecogniser(),
    ring: doorbell.ring,
    concurrency,
    offerMs,
    botIdleMs,
    metrics,
    log,
  })
  return [running.stop, knowledge.close, startHeartbeat(connection, 'worker').stop]
}

function checksOf(config: Config, { connection, redis, core }: Base) {
  return [
    storeCheck(connection),
    durabilityCheck(connection),
    redisCheck(redis),
    workerCheck(connection),
    clockCheck(connection, redis),
    diskCheck(config.dataDir, config.minFreeBytes, core.room.freeBytes),
    openFilesCheck(),
  ]
}

/** Whoever started this process waits for this one line. */
function tellReady(of: object): void {
  process.stdout.write(`${JSON.stringify({ ready: true, pid: process.pid, ...of })}\n`)
}

main().catch((error: unknown) => {
  const sentence =
    error instanceof ConfigError
      ? error.message
      : error instanceof Error
        ? (error.stack ?? error.message)
        : String(error)
  process.stderr.write(`${sentence}\n`)
  process.exitCode = 1
  process.exit()
})
