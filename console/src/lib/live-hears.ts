import { useConnection } from './connection.ts'
import { putDraft } from './draft-store.ts'
import { putHeld } from './held.ts'
import { newestRow, putCounts, putRow, putTotals, queueRowEvents } from './inbox-store.ts'
import { type Desk, type LiveEvents, type LiveNews, openThread } from './live-asks.ts'
import { refusedLater, settle } from './outbox.ts'
import { noteOwn } from './own-asked.ts'
import { clientIdsIn } from './thread-log.ts'
import { dropLog, putEntries, putFailure, putOffer, putTyping, putViewers } from './thread-store.ts'

function tell({ news }: Desk, what: LiveNews): void {
  for (const listener of news) listener(what)
}

/** Puts what the server tells where the screens read it. */
export function listen(desk: Desk, events: LiveEvents): void {
  const { socket } = desk
  socket.on('entries', (event) => {
    putRow(event.row)
    const { gap } = putEntries(event)
    settle(clientIdsIn(event.entries))
    if (gap) openThread(desk, event.thread)
    events.onEntries(event)
  })
  socket.on('row', (event) => {
    if (event.row) tell(desk, { before: newestRow(event.id), row: event.row })
    if (event.view === 'mine') noteOwn(event)
    queueRowEvents([event])
  })
  socket.on('mention', ({ thread, by }) =>
    tell(desk, { alert: { thread, reason: 'mention', name: by.name } }),
  )
  socket.on('counts', putCounts)
  socket.on('counts:lists', putTotals)
  socket.on('typing', ({ thread, by, on }) => putTyping(thread, by, on))
  socket.on('viewers', ({ thread, server, agents }) => putViewers(thread, server, agents))
  socket.on('session:changed', events.onRights)
  socket.on('offer', (event) => {
    if ('ended' in event) {
      putOffer(event.thread, undefined)
      return
    }
    const { customer, preview } = event.row
    const about = preview ? { name: customer.name, text: preview.text } : { name: customer.name }
    tell(desk, { alert: { thread: event.thread, reason: 'offer', ...about } })
    putRow(event.row)
    putOffer(event.thread, { until: event.until, row: event.row })
  })
  socket.on('thread:gone', ({ thread }) => {
    dropLog(thread)
    putFailure(thread, 'forbidden')
  })
  socket.on('desk:changed', events.onDeskChanged)
  socket.on('install:changed', events.onInstallChanged)
  socket.on('customer:changed', ({ customer }) => events.onCustomerChanged(customer))
  socket.on('reply:refused', (event) => {
    refusedLater(event)
    events.onReplyRefused(event)
  })
  socket.on('reply:held', ({ thread, held, undone }) => putHeld(thread, held, undone))
  socket.on('draft', putDraft)
  socket.on('mention', events.onMention)
  socket.on('mentions', ({ unseen }) => events.onMentions(unseen))
  socket.on('session:ended', ({ code }) => {
    useConnection.setState({ status: 'ended' })
    events.onEnded(code)
  })
}
