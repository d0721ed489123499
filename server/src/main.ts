import { createSlotRecogniser } from '@parley/nlp-models'
import { Registry } from 'prom-client'
import { createCompanyName } from './company.ts'
import { type Config, ConfigError, readConfig } from './config.ts'
import { createCore } from './core.ts'
import { createHealth } from './http/health.ts'
import { diskCheck, modelCheck, redisCheck, storeCheck, workerCheck } from './http/health-checks.ts'
import { createDoorbell } from './jobs/doorbell.ts'
import { loadKnowledge } from './knowledge/load-knowledge.ts'
import { createLogger, type Logger } from './log.ts'
import { createHeadBus } from './realtime/head-bus.ts'
import { createPresenceBook } from './realtime/presence.ts'
import { startWeb } from './roles/web.ts'
import { startWorker } from './roles/worker.ts'
import { createStoreClock } from './storage/clock.ts'
import { startHeartbeat } from './storage/heartbeat.ts'
import { connectStore, ensureIndexes } from './storage/mongo.ts'
import { connectRedis } from './storage/redis.ts'
import { createSealer } from './storage/sealing.ts'
import { createModelHolder } from './training/model-holder.ts'

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
    setTimeout(() => process.exit(0), DRAIN_MS).unref()
    stop()
      .catch((err: unknown) => log.error({ event: 'stop.failed', err }))
      .finally(() => process.exit(0))
  }
  process.once('SIGTERM', end)
  process.once('SIGINT', end)
  // A child of a supervisor ends with it, even when that was killed without a word.
  if (process.channel) process.once('disconnect', end)
}

async function start(config: Config, log: Logger): Promise<() => Promise<void>> {
  if (!config.mongodbUri || !config.redisUrl) {
    const name = config.mongodbUri ? 'REDIS_URL' : 'MONGODB_URI'
    throw new ConfigError(
      `${name} is not set: npm start starts one by itself, this process needs its address.`,
    )
  }
  const name = `${config.roles.join('+')}-${process.pid}`
  const connection = await connectStore({ uri: config.mongodbUri, appName: `parley-${name}` })
  const redis = connectRedis(config.redisUrl, name, { log })
  const jobs = connectRedis(config.redisUrl, `${name}-jobs`, { log, forJobs: true })
  const subscriber = connectRedis(config.redisUrl, `${name}-heads`, { log, forJobs: true })
  const clock = await createStoreClock(connection)
  const bus = await createHeadBus({ publisher: redis, subscriber, log })
  const doorbell = createDoorbell(jobs, log)
  const company = await createCompanyName(connection)
  const book = createPresenceBook(redis, log)
  const core = createCore({
    connection,
    sealer: createSealer({ connection, masterKey: config.masterKey }),
    clock,
    company: '',
    ring: doorbell.ring,
    publishHead: bus.publish,
  })
  const models = await createModelHolder(config.modelFile, log)
  process.on('SIGHUP', () => void models.reload())
  await ensureIndexes(connection)

  const stops: (() => Promise<void> | void)[] = []
  const has = (role: 'web' | 'worker') => config.roles.includes(role)
  if (has('worker')) {
    const knowledge = await loadKnowledge(connection, {
      onError: (err) => log.warn({ event: 'knowledge.stale', err }),
    })
    const worker = startWorker({
      core,
      knowledge,
      models,
      slots: createSlotRecogniser(),
      bus,
      book,
      jobs,
      ring: doorbell.ring,
      company: company.name,
      name,
      concurrency: config.workerConcurrency,
      offerMs: config.offerMs,
      log,
    })
    stops.push(() => worker.stop(), knowledge.close, startHeartbeat(connection, 'worker').stop)
  }
  let port: number | undefined
  if (has('web')) {
    const health = createHealth()
    for (const check of [
      storeCheck(connection),
      redisCheck(redis),
      workerCheck(connection),
      diskCheck(config.dataDir),
      ...(has('worker') ? [modelCheck(() => models.current() !== undefined)] : []),
    ]) {
      health.register(check)
    }
    const web = await startWeb({
      config,
      core,
      bus,
      book,
      redis,
      health,
      metrics: new Registry(),
      company: company.name,
      log,
    })
    port = web.port
    stops.unshift(() => web.stop())
  }
  process.stdout.write(`${JSON.stringify({ ready: true, roles: config.roles, port, pid: process.pid })}\n`)
  return async () => {
    for (const one of stops) await one()
    company.stop()
    clock.stop()
    await Promise.all([doorbell.close(), bus.close()])
    for (const one of [redis, jobs]) one.disconnect()
    await connection.close()
  }
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
