import { expect, test } from 'vitest'
import { masterKey, startInstance } from '../../test/support/instance.ts'
import { storeOfFile } from '../../test/support/store.ts'
import { userModel } from '../agents/user.ts'
import { createSettings } from '../settings/settings.ts'
import { createSetup } from './setup.ts'

const file = storeOfFile()
const company = { name: 'Kite', timeZone: 'Europe/London', languages: ['en' as const] }
const admin = {
  ...{ name: 'Iris', email: 'iris@kite.example', language: 'en' as const },
  password: 'a kite over the keel',
}

/** A process with the wizard's steps, which dies at a write if it is told to. */
async function open(crash?: { at: number; when: 'before' | 'after' }) {
  const instance = await startInstance({ uri: file.uri, thinking: false, ...(crash ? { crash } : {}) })
  const { connection } = instance.core
  const settings = await createSettings(connection)
  const setup = createSetup({ connection, masterKey, settings })
  return {
    setup,
    settings,
    died: instance.died,
    close: async () => {
      settings.stop()
      await instance.close()
    },
  }
}

const points = [1, 2, 3, 4, 5].flatMap((at) => [
  { at, when: 'before' as const },
  { at, when: 'after' as const },
])

test('a process that dies at any step of the set-up leaves it whole: open as it was, or made', async () => {
  for (const crash of points) {
    for (const name of ['users', 'setup', 'settings']) await file.admin.collection(name).deleteMany({})
    const first = await open()
    const token = (await first.setup.token()) ?? ''
    await first.close()

    const dying = await open(crash)
    const steps = async () => {
      await dying.setup.saveCompany(token, company)
      await dying.setup.decide({ token, ...admin })
      return 'done' as const
    }
    await Promise.race([steps(), dying.died])
    dying.settings.stop()

    // Somebody opens the wizard again, with the same code, in a process that knows nothing of the first.
    const next = await open()
    if (await next.setup.isOpen()) {
      const { company: kept } = await next.setup.look(token)
      if (!kept) await next.setup.saveCompany(token, company)
      expect((await next.setup.decide({ token, ...admin })).role).toBe('admin')
    }
    await expect(next.setup.decide({ token, ...admin, email: 'late@kite.example' })).rejects.toMatchObject({
      code: 'set_up_already',
    })
    const people = await userModel(file.admin).find().lean()
    expect(people.map(({ email, role }) => ({ email, role }))).toEqual([
      { email: 'iris@kite.example', role: 'admin' },
    ])
    expect((await next.settings.read('company')).value.name).toBe('Kite')
    const record = await file.admin.collection('setup').findOne({})
    expect(record).toMatchObject({ state: 'made' })
    expect(record).not.toHaveProperty('admin')
    await next.close()
  }
})
