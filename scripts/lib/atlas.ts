/** Every screen of the product, by address: what is checked for access and what is pictured. */
import * as over from './overlays.ts'

/** `nobody` is not signed in. */
export type AtlasRole = 'agent' | 'supervisor' | 'trainer' | 'admin' | 'nobody'

/** What addresses need of an install: found by asking it, never assumed. */
export interface AtlasFacts {
  openThread: string
  /** One that an agent has, with a picture in it. */
  ownThread: string
  closedThread: string
  customer: string
  version: string
  /** One beside it, where one was trained. */
  otherVersion?: string
  /** One that is done, with rows that it could not take; one whose columns are chosen; one that was checked. */
  doneImport: string
  newImport: string
  checkedImport: string
  /** Links of mails that nobody has used yet: the last part of their addresses. */
  invitation: string
  reset: string
}

export interface Place {
  name: string
  role: AtlasRole
  path: (facts: AtlasFacts) => string
  /** A selector that says that it is drawn. */
  ready: string
  overlays?: readonly over.Overlay[]
}

const HEADING = '#content h1'
const FILLED = '#content li, #content section'
const row = '[role=listbox] [role=option]'
const log = '[role=log] [data-index]'

const inbox: readonly Place[] = [
  {
    name: 'inbox-waiting',
    role: 'supervisor',
    path: () => '/inbox/waiting',
    ready: row,
    overlays: [...over.everywhere, ...over.ofList],
  },
  { name: 'inbox-open', role: 'supervisor', path: () => '/inbox/open', ready: row },
  { name: 'inbox-mine', role: 'agent', path: () => '/inbox/mine', ready: 'main' },
  { name: 'inbox-closed', role: 'supervisor', path: () => '/inbox/closed', ready: row },
  {
    name: 'thread-open',
    role: 'supervisor',
    path: ({ openThread }) => `/inbox/open/${openThread}`,
    ready: log,
    overlays: over.ofThread,
  },
  {
    name: 'thread-mine',
    role: 'agent',
    path: ({ ownThread }) => `/inbox/mine/${ownThread}`,
    ready: log,
    overlays: over.ofOwnThread,
  },
  { name: 'inbox-mentions', role: 'agent', path: () => '/inbox/mentions', ready: 'main section' },
  { name: 'inbox-spam', role: 'supervisor', path: () => '/inbox/closed?outcome=spam', ready: 'main' },
  {
    name: 'thread-closed',
    role: 'supervisor',
    path: ({ closedThread }) => `/inbox/closed/${closedThread}`,
    ready: log,
  },
]

const supervisor: readonly Place[] = [
  { name: 'supervisor-live', role: 'supervisor', path: () => '/supervisor', ready: 'main table' },
  {
    name: 'supervisor-month',
    role: 'admin',
    path: () => '/supervisor?period=30d',
    ready: 'main table',
  },
  { name: 'supervisor-mood', role: 'supervisor', path: () => '/supervisor/sentiment', ready: 'main table' },
  { name: 'supervisor-csat', role: 'supervisor', path: () => '/supervisor/csat', ready: 'main table' },
  {
    name: 'supervisor-lines',
    role: 'supervisor',
    path: () => '/supervisor/transcripts?count=messages&mood=negative',
    ready: 'main table',
  },
]

const trainer: readonly Place[] = [
  { name: 'trainer', role: 'trainer', path: () => '/trainer', ready: 'main table button' },
  {
    name: 'trainer-queue',
    role: 'trainer',
    path: () => '/trainer/queue',
    ready: '#content li',
    overlays: over.ofLabelQueue,
  },
  { name: 'trainer-labels', role: 'trainer', path: () => '/trainer/labels', ready: HEADING },
  {
    name: 'trainer-compare',
    role: 'trainer',
    path: () => '/trainer/compare',
    ready: HEADING,
    overlays: over.ofCompare,
  },
  {
    name: 'trainer-version',
    role: 'trainer',
    path: ({ version }) => `/trainer/versions/${version}`,
    ready: 'main table button',
  },
  { name: 'trainer-try', role: 'trainer', path: () => '/trainer/try', ready: HEADING },
]

const customers: readonly Place[] = [
  {
    name: 'customers',
    role: 'agent',
    path: () => '/customers',
    ready: HEADING,
    overlays: over.ofCustomers,
  },
  { name: 'customers-blocked', role: 'agent', path: () => '/customers/blocked', ready: HEADING },
  { name: 'customer-new', role: 'agent', path: () => '/customers/new', ready: HEADING },
  { name: 'customer-import', role: 'supervisor', path: () => '/customers/import', ready: '#content li a' },
  {
    name: 'import-columns',
    role: 'supervisor',
    path: ({ newImport }) => `/customers/imports/${newImport}`,
    ready: '#columns',
  },
  {
    name: 'import-checked',
    role: 'supervisor',
    path: ({ checkedImport }) => `/customers/imports/${checkedImport}`,
    ready: '#content tbody tr',
  },
  {
    name: 'import-report',
    role: 'supervisor',
    path: ({ doneImport }) => `/customers/imports/${doneImport}`,
    ready: '#content tbody tr',
  },
  {
    name: 'customer',
    role: 'agent',
    path: ({ customer }) => `/customers/${customer}`,
    ready: HEADING,
    overlays: over.ofCustomer,
  },
]

const knowledge: readonly Place[] = [
  { name: 'knowledge', role: 'trainer', path: () => '/knowledge', ready: FILLED },
  { name: 'article', role: 'trainer', path: () => '/knowledge/return:policy', ready: FILLED },
  { name: 'canned', role: 'agent', path: () => '/knowledge/canned?open=hello.en', ready: FILLED },
]

const me: readonly Place[] = ['', '/appearance', '/keyboard', '/notifications', '/security'].map((page) => ({
  name: `me${page.replace('/', '-')}`,
  role: 'agent',
  path: () => `/me${page}`,
  ready: HEADING,
}))

const admin: readonly Place[] = [
  'company',
  'people',
  'teams',
  'roles',
  'queues',
  'hours',
  'tags',
  'outcomes',
  'fields',
  'widget',
  'bot',
  'health',
  'install',
].map((page) => ({
  name: `admin-${page}`,
  role: 'admin',
  path: () => `/admin/${page}`,
  ready: HEADING,
  overlays: over.ofAdmin[page] ?? [],
}))

/** What stands before the sign-in, and where nothing stands. */
const entrance: readonly Place[] = [
  {
    name: 'welcome',
    role: 'nobody',
    path: ({ invitation }) => `/welcome/${invitation}`,
    ready: 'input[type=password]',
  },
  { name: 'reset', role: 'nobody', path: ({ reset }) => `/reset/${reset}`, ready: 'input[type=password]' },
  { name: 'dead-link', role: 'nobody', path: () => '/welcome/of-long-ago', ready: 'main [role=alert]' },
  { name: 'not-found', role: 'agent', path: () => '/inbox/waiting/x/nowhere', ready: 'main h1' },
  { name: 'sign-in', role: 'nobody', path: () => '/sign-in', ready: 'input[type=password]' },
  { name: 'forgot', role: 'nobody', path: () => '/forgot', ready: 'a[href="/sign-in"]' },
]

export const atlas: readonly Place[] = [
  ...entrance,
  ...inbox,
  ...customers,
  ...supervisor,
  ...trainer,
  ...knowledge,
  ...admin,
  ...me,
]

export interface Look {
  dark: boolean
  zh: boolean
  phone: boolean
}

/** In CSS pixels. */
export function sizeOf({ phone }: Look): { width: number; height: number } {
  return phone ? { width: 390, height: 844 } : { width: 1440, height: 900 }
}

/** All eight. */
export const looks: readonly Look[] = [false, true].flatMap((dark) =>
  [false, true].flatMap((zh) => [false, true].map((phone) => ({ dark, zh, phone }))),
)

export function nameOf({ dark, zh, phone }: Look): string {
  return `${dark ? 'dark' : 'light'}-${zh ? 'zh' : 'en'}-${phone ? 'phone' : 'wide'}`
}

/**
 * Two looks for each place that have nothing in common, other ones from place to place: so every place meets every
 * theme, language and width, and over all places each pair of these meets too.
 */
export function pairwise(places: readonly Place[]): { place: Place; look: Look }[] {
  const pairs = looks.slice(0, looks.length / 2)
  return places.flatMap((place, index) => {
    const look = pairs[index % pairs.length]
    if (!look) return []
    const opposite = looks.find(
      ({ dark, zh, phone }) => dark !== look.dark && zh !== look.zh && phone !== look.phone,
    )
    return [look, ...(opposite ? [opposite] : [])].map((each) => ({ place, look: each }))
  })
}
