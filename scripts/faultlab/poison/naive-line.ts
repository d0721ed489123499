import { appendFileSync, readFileSync } from 'node:fs'

// What most people build first: messages stand in one line, the first is handled and taken out, and what fails is tried
// again. Whatever ends it, whoever starts it again finds the same message first.

const [inbox = '', done = ''] = process.argv.slice(2)
const handled = readFileSync(done, 'utf8').split('\n').length - 1
const messages = readFileSync(inbox, 'utf8').split('\n').filter(Boolean)
for (const text of messages.slice(handled)) {
  text.normalize('NFKC')
  appendFileSync(done, '.\n')
}
