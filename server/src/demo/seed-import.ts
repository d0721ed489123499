import type { Connection } from 'mongoose'
import type { ImportCounts, ImportPlan } from '../contract/index.ts'
import { type CustomerChange, customerChangesOn } from '../customers/change.ts'
import { createBadRows } from '../customers/csv/bad-rows.ts'
import { type ImportRecord, importPerson, importsOn } from '../customers/csv/import-record.ts'
import { type Customer, customersOn } from '../customers/customer.ts'
import { newCustomer } from '../customers/values.ts'
import type { Sealer } from '../storage/sealing.ts'
import { badContacts, contactsFile, knownContacts, newContacts } from './company/contacts-file.ts'
import { demoFields } from './company/record.ts'
import { insertMissing } from './insert-missing.ts'
import { seededChangeId } from './seed-marks.ts'

const DAY_MS = 86_400_000
const TAG = 'newsletter'
const by = { id: 'u_demo_ruth', name: 'Ruth Adeyemi' }

/** The one import of the demo company. */
export const DEMO_IMPORT = 'i_demo_contacts'

/** A file that was imported some days ago, with the people it made and the lines it could not read. Done again it changes nothing. */
export async function seedImport(
  { connection, sealer }: { connection: Connection; sealer: Sealer },
  now: number,
): Promise<void> {
  const at = new Date(now - contactsFile.daysAgo * DAY_MS)
  const made = newContacts.map((contact) => makeContact(contact, at))
  await insertMissing(customersOn(connection), made)
  for (const [line, _id] of knownContacts) {
    const mark = markOf(line, 'updated', [])
    await customersOn(connection).updateOne(
      { _id, imported: null },
      { $set: { imported: mark }, $addToSet: { tags: TAG } },
    )
  }
  await insertMissing(customerChangesOn(connection), [
    ...made.map(({ _id, imported }) => changeOf(_id, imported?.line ?? 0, imported?.fields ?? [], at)),
    ...knownContacts.map(([line, _id]) => changeOf(_id, line, [], at)),
  ])
  await createBadRows({ connection, sealer }).keep(DEMO_IMPORT, 'import', 0, badContacts)
  await insertMissing(importsOn(connection), [await recordOf(sealer, at)])
}

function makeContact([line, name, mail, city]: (typeof newContacts)[number], at: Date): Customer {
  const values = { name, email: `${mail}@example.com`, city, language: city === '杭州' ? 'zh' : 'en' }
  return {
    ...newCustomer(`c_demo_fair${line}`, values, demoFields.fields, at),
    emailVerified: true,
    tags: [TAG],
    demo: true,
    imported: markOf(line, 'created', ['name', 'email', 'city']),
  }
}

function markOf(line: number, how: 'created' | 'updated', fields: string[]) {
  return { import: DEMO_IMPORT, line, how, fields, added: [TAG] }
}

function changeOf(customer: string, line: number, fields: string[], at: Date): CustomerChange {
  return {
    _id: seededChangeId(customer),
    customer,
    at,
    by,
    what: 'imported',
    fields,
    added: [TAG],
    removed: [],
    import: { id: DEMO_IMPORT, line },
  }
}

async function recordOf(sealer: Sealer, at: Date): Promise<ImportRecord> {
  const { name, heads, columns, bytes } = contactsFile
  const [created, updated, bad] = [newContacts.length, knownContacts.length, badContacts.length]
  const counts: ImportCounts = {
    rows: created + updated + bad,
    created,
    updated,
    unchanged: 0,
    skipped: 0,
    bad,
  }
  const plan: ImportPlan = { encoding: 'utf-8', delimiter: ',', columns, key: 'email', existing: 'update' }
  return {
    _id: DEMO_IMPORT,
    by,
    at,
    about: await sealer.seal(importPerson(DEMO_IMPORT), JSON.stringify({ name, heads })),
    bytes,
    encoding: plan.encoding,
    delimiter: plan.delimiter,
    plan,
    checked: counts,
    importTask: 't_demo_contacts',
    progress: { rows: counts.rows, counts },
    endedAt: new Date(at.getTime() + 4000),
  }
}
