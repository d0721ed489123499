import { faultWords } from '@parley/server/contract/fault-words'

const page = {
  hint: 'Whether the promises to customers can be kept, looked at every few seconds.',
  failed: 'The state could not be read',
  ready: 'All checks pass',
  degraded: 'Worse than it should be',
  not_ready: 'Messages are not taken',
}

const checks = {
  title: 'Checks',
  ok: 'Well',
  worse: 'Worse',
  stops: 'Stops messages',
  mend: 'What to do:',
  store: 'The store takes writes',
  durability: 'What is stored stays stored',
  redis: 'Redis answers and keeps what it is told',
  worker: 'A worker is there',
  model: 'The bot has a language model',
  model_file: 'The model’s file is whole',
  clock: 'Clocks agree',
  disk: 'The disk has room',
  open_files: 'Enough files may be open',
  leaving: 'This process stays',
}

const work = {
  title: 'At work',
  web: 'Web processes',
  worker: 'Workers',
  pending: 'Messages that wait to be handled',
  oldest: 'The oldest waits for',
  nothing: 'None',
}

const ledger = {
  title: 'Ledger',
  hint: 'Looks at everything that ever came in and is kept, and says what became of it. Customers are answered meanwhile.',
  start: 'Check now',
  again: 'Check again',
  running: 'Accounting for every message',
  never: 'It was not checked yet.',
  stopped: 'The last check was stopped.',
  broke: 'The last check ended by a fault: {{why}}',
  sound: 'Nothing is missing and nothing is there twice. {{name}}, {{when}}',
  damaged: 'Something is missing or there twice. {{name}}, {{when}}',
  inbound: 'Came in',
  handled: 'With their entry',
  pending: 'Waiting to be handled',
  parked: 'Set aside after five tries',
  refused: 'Refused, and the author told',
  takenBack: 'Taken back by the author',
  unaccounted: 'Unaccounted for',
  gaps: 'Numbers missing',
  doubled: 'There twice',
  findings: 'What was found',
  thread: 'Conversation {{thread}}',
  more_one: 'and {{count}} more',
  more_other: 'and {{count}} more',
  notStopped: 'The check could not be stopped',
}

const what = {
  no_entry: '{{id}}: marked as handled, and no entry settles it',
  no_event: '{{id}}: has an entry, and the inbox does not know it',
  no_thread: 'In the log without a thread: {{id}}',
  seq_missing: 'Missing in the log: {{id}}',
  beyond_head: 'Beyond the head of the thread: {{id}}',
  public_missing: 'Missing among what the customer sees: {{id}}',
  public_twice: 'Twice among what the customer sees: {{id}}',
  event_twice: '{{id}}: has two entries',
}

const doctor = {
  title: 'Doctor',
  hint: 'Sends a customer of its own with a greeting and looks whether the bot answers. Nobody is rung, nothing is counted, and no trace is left.',
  start: 'Send a customer',
  again: 'Send another',
  running: 'A customer is on their way',
  never: 'None was sent yet.',
  stopped: 'The last one was called back.',
  broke: 'The last one came back by a fault: {{why}}',
  sound: 'A customer who writes is answered. {{name}}, {{when}}',
  damaged: 'A customer who writes is not answered as they should be. {{name}}, {{when}}',
  notStopped: 'The customer could not be called back',
  took: '{{ms}} ms',
  failed: 'Failed',
  skipped: 'Not tried',
  outside:
    'The way in (address, session, live connection) is tried from outside, on the machine that Parley runs on:',
  command: 'Command that examines this system from outside',
}

const hops = {
  accept: 'The message is stored and acknowledged',
  turn: 'A worker took it up and committed an answer',
  log: 'The log has all of it',
}

export const healthEn = { page, checks, faults: faultWords, work, ledger, what, doctor, hops }
