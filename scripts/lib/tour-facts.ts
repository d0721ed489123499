import { setTimeout as delay } from 'node:timers/promises'
import type { BrowserContext } from 'playwright-core'
import { z } from 'zod'
import type { AtlasFacts, AtlasRole } from './atlas.ts'
import { type Desk, deskOf } from './desk-api.ts'
import { makeImports } from './tour-imports.ts'

interface FactsOf {
  /** A browser profile of somebody in a role; it is closed here. */
  signedIn: (role: AtlasRole) => Promise<BrowserContext>
  url: string
  train?: boolean | undefined
}

/** Finds what addresses need by asking the install, and makes what it does not have by itself. */
export async function findFacts({ signedIn, url, train = false }: FactsOf): Promise<AtlasFacts> {
  const admin = deskOf(await signedIn('admin'), url)
  const agent = deskOf(await signedIn('agent'), url)
  const [open, closed, version, imports, links, ownThread] = await Promise.all([
    admin.get('/api/threads?view=open', Rows),
    admin.get('/api/threads?view=closed', Rows),
    versionInUse(admin),
    makeImports(admin.context, url),
    makeLinks(admin),
    showPicture(agent),
  ])
  const otherVersion = train ? await trainAnother(admin, version) : undefined
  await admin.context.close()
  await agent.context.close()
  return {
    openThread: open.rows[0]?.id ?? '',
    closedThread: closed.rows[0]?.id ?? '',
    customer: closed.rows[0]?.customer.id ?? '',
    ownThread,
    version,
    ...(otherVersion === undefined ? {} : { otherVersion }),
    ...links,
    ...imports,
  }
}

const Rows = z.object({
  rows: z.array(z.object({ id: z.string(), customer: z.object({ id: z.string() }) })),
})
const Thread = z.object({ row: z.object({ epoch: z.number(), head: z.number() }) })
const Uploaded = z.object({ id: z.string() })
const Overview = z.object({ inUse: z.string(), versions: z.array(z.object({ id: z.string() })) })
const Invited = z.object({ results: z.array(z.object({ link: z.string().optional() })) })
const MadeLink = z.object({ link: z.string().optional() })
const People = z.object({ people: z.array(z.object({ id: z.string(), role: z.string() })) })

/** Asks until there is an answer of this shape: after a start the model in use is measured first. */
async function getSoon<T>(desk: Desk, path: string, answer: z.ZodType<T>, tries = 60): Promise<T> {
  for (let attempt = 1; attempt < tries; attempt++) {
    const found = await desk.get(path, answer).catch(() => undefined)
    if (found !== undefined) return found
    await delay(500)
  }
  return await desk.get(path, answer)
}

async function versionInUse(desk: Desk): Promise<string> {
  return (await getSoon(desk, '/api/training', Overview)).inUse
}

/** The last part of each address. */
async function makeLinks(desk: Desk): Promise<{ invitation: string; reset: string }> {
  const rights = { role: 'agent', queues: ['general'], languages: ['en'], capacity: 5 }
  const people = [{ email: 'noor@northwind.example' }]
  const { results } = await desk.post('/api/people/invitations', { people, rights }, Invited)
  const colleagues = await desk.get('/api/people', People)
  const trainer = colleagues.people.find(({ role }) => role === 'trainer')
  const { link } = await desk.post(`/api/people/${trainer?.id}/password-link`, {}, MadeLink)
  const tokenOf = (address = '') => address.split('/').at(-1) ?? ''
  return { invitation: tokenOf(results[0]?.link), reset: tokenOf(link) }
}

/** Sends a picture to a customer of the agent's own; answers the thread. */
async function showPicture(desk: Desk): Promise<string> {
  const { rows } = await desk.get('/api/threads?view=mine', Rows)
  const thread = `/api/threads/${rows[0]?.id}`
  const page = await desk.context.newPage()
  await page.setContent('<body style="background: linear-gradient(135deg, #8a6a4f, #d9c3a5 60%, #5b7a6b)">')
  const image = await page.screenshot({ clip: { x: 0, y: 0, width: 640, height: 420 } })
  const { id } = await desk.post(`${thread}/files?name=walnut%20boots.png`, image, Uploaded)
  const { row } = await desk.get(thread, Thread)
  const reply = {
    clientId: 'picture-of-the-tour',
    epoch: row.epoch,
    seenSeq: row.head,
    text: '',
    files: [id],
  }
  await desk.post(`${thread}/replies`, reply, z.unknown())
  return rows[0]?.id ?? ''
}

/** Trains another version beside the one in use. */
async function trainAnother(desk: Desk, inUse: string): Promise<string | undefined> {
  await desk.post('/api/training/train', {}, z.unknown())
  const Two = Overview.refine(({ versions }) => versions.length > 1)
  const { versions } = await getSoon(desk, '/api/training', Two, 400)
  return versions.find(({ id }) => id !== inUse)?.id
}
