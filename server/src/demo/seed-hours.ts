import type { Connection } from 'mongoose'
import type { HourSettings, QueueSettings } from '../contract/index.ts'
import { defaultSettings } from '../settings/defaults.ts'
import { settingsOn } from '../settings/setting.ts'
import { isDuplicateKey } from '../storage/mongo.ts'
import { SEED_MARK } from './seed-settings.ts'

const everyDay = [0, 1, 2, 3, 4, 5, 6]
const workdays = [1, 2, 3, 4, 5]

/** The chat desk is there around the clock; invoices and payments keep office hours. */
const hours: HourSettings = {
  hours: [
    {
      id: 'chat-desk',
      name: { en: 'Chat desk, day and night', zh: '在线客服（全天）' },
      timeZone: 'Europe/London',
      week: everyDay.map((day) => ({ day, from: '00:00', to: '24:00' })),
      holidays: [],
    },
    {
      id: 'office',
      name: { en: 'Office hours', zh: '办公时间' },
      timeZone: 'Europe/London',
      week: [
        ...workdays.flatMap((day) => [
          { day, from: '09:00', to: '12:30' },
          { day, from: '13:15', to: '18:00' },
        ]),
        { day: 6, from: '10:00', to: '14:00' },
      ],
      holidays: [
        { date: '2026-12-25', name: 'Christmas Day' },
        { date: '2026-12-28', name: 'Boxing Day (substitute day)' },
        { date: '2027-01-01', name: "New Year's Day" },
        { date: '2027-03-26', name: 'Good Friday' },
        { date: '2027-03-29', name: 'Easter Monday' },
      ],
    },
  ],
}
const queues: QueueSettings = {
  queues: defaultSettings.queues.queues.map((queue) =>
    queue.id === 'billing' ? { ...queue, hours: 'office' } : queue,
  ),
}

/** When the people of the demo company are there. Done again it changes nothing. */
export async function seedHours(connection: Connection, at: Date): Promise<void> {
  const rows = [
    { _id: 'hours' as const, version: 1, value: hours, by: SEED_MARK, at },
    { _id: 'queues' as const, version: 1, value: queues, by: SEED_MARK, at },
  ]
  try {
    await settingsOn(connection).insertMany(rows, { ordered: false })
  } catch (error) {
    if (!isDuplicateKey(error)) throw error
  }
}
