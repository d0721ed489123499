import type { FaultCode } from './health.ts'

/** What is wrong, and what mends it: in English, for logs, commands and the console. */
export const faultWords: Readonly<Record<FaultCode, { problem: string; mend: string }>> = {
  store_away: {
    problem: 'The store does not take writes, so no message can be accepted.',
    mend: 'Start MongoDB, or npm start for the embedded store, and look whether MONGODB_URI names it.',
  },
  store_standalone: {
    problem:
      'The store is a single MongoDB without a replica set, so a majority that keeps a message is one disk.',
    mend: 'Start mongod with --replSet and run rs.initiate() once.',
  },
  store_in_memory: {
    problem: 'The store keeps its data in memory only, so a restart of it loses every message.',
    mend: 'Start mongod with its usual storage engine.',
  },
  redis_away: {
    problem: 'Redis does not answer, so answers come later and screens are not updated live.',
    mend: 'Start Redis, and look whether REDIS_URL names it with the right password.',
  },
  redis_unchecked: {
    problem: 'Redis does not allow CONFIG GET, so its safety settings cannot be checked.',
    mend: 'Look in the console of the service that runs it: appendonly yes, maxmemory-policy noeviction.',
  },
  redis_no_aof: {
    problem: 'Redis runs without its append-only file (appendonly no): a crash loses jobs and presence.',
    mend: 'Set appendonly yes in redis.conf, or CONFIG SET appendonly yes now.',
  },
  redis_evicts: {
    problem: 'Redis evicts keys when memory is full (maxmemory-policy is not noeviction).',
    mend: 'Set maxmemory-policy noeviction in redis.conf, or by CONFIG SET now.',
  },
  redis_aof_failing: {
    problem: 'Redis could not write its append-only file: its disk is full or failing.',
    mend: 'Free space on the disk of Redis and look into its log.',
  },
  worker_away: {
    problem: 'No worker is running, so messages are accepted but not answered.',
    mend: 'Start a process with PARLEY_ROLES=worker; if one runs, its log says what keeps it.',
  },
  model_missing: {
    problem: 'No language model is loaded, so the bot cannot understand what customers write.',
    mend: 'Look for model.refused in the log; put a good model in place and send the process SIGHUP.',
  },
  model_damaged: {
    problem:
      'The file of the language model is missing or does not fit its checksum: the next start would have no model.',
    mend: 'Copy nlp-models/trained/default.model again, or unset PARLEY_MODEL_FILE.',
  },
  clock_off_store: {
    problem: 'The clocks of this machine and of the store differ by more than a second.',
    mend: 'Let both machines set their clocks by NTP.',
  },
  clock_off_redis: {
    problem: 'The clocks of this machine and of Redis differ by more than a second.',
    mend: 'Let both machines set their clocks by NTP.',
  },
  disk_full: {
    problem: 'Too little space is free in the data folder, so messages may soon not be kept.',
    mend: 'Free space on that disk, or move PARLEY_DATA_DIR to a larger one.',
  },
  disk_unreadable: {
    problem: 'The data folder cannot be read, so nothing can be kept.',
    mend: 'Look whether PARLEY_DATA_DIR is there and belongs to the user that Parley runs as.',
  },
  few_open_files: {
    problem: 'This process may open too few files: each connection needs one.',
    mend: 'Raise the limit (ulimit -n, or LimitNOFILE in the unit) and start Parley again.',
  },
  leaving: {
    problem: 'This process is being stopped and takes no more traffic.',
    mend: 'Nothing where another one takes over; otherwise start Parley again.',
  },
  not_answered: {
    problem: 'The message is stored, a worker runs, and no answer was committed.',
    mend: 'Look for drain.failed and work.failed in the log of the worker.',
  },
  handed_off: {
    problem: 'The bot did not answer a greeting but asked for a person.',
    mend: 'Look at the model in use (Trainer, Versions) and at the thresholds (Admin, Bot).',
  },
  not_logged: {
    problem: 'The answer was committed and did not get from the outbox into the log.',
    mend: 'Look for sweep.failed in the log of the worker; npm run doctor -- ledger shows how many there are.',
  },
}
