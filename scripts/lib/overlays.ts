/** What opens over a screen: how somebody without a mouse gets to it, and how the keyboard is in it. */

/** One thing that is done on the way: a key, words into what has the focus, Enter on a control, or a change elsewhere. */
export type Step = { press: string } | { type: string } | { enter: string } | { elsewhere: string }

export interface Overlay {
  name: string
  steps: readonly Step[]
  /** A selector of what opens; a dialog or a menu where nothing is said. */
  shows?: string
  /**
   * `trap` keeps Tab inside, `panel` has controls that Tab comes to and lets it go on, in a `menu` the arrows move the
   * focus, and over a `list` the focus stays in the box that it belongs to while the arrows choose.
   */
  kind: 'trap' | 'panel' | 'menu' | 'list'
  /** There is no such thing on the other. */
  on?: 'wide' | 'phone'
  /** What is done once it is closed, so that nothing of it stays. */
  leave?: readonly Step[]
  /** There only after a training. */
  afterTraining?: true
}

const enter = (selector: string): Step => ({ enter: selector })
const press = (key: string): Step => ({ press: key })

const accountButton = '[aria-haspopup=dialog]:has([data-presence])'
const composer = press('r')
const profile = press('p')

export const everywhere: readonly Overlay[] = [
  { name: 'help', steps: [press('?')], kind: 'trap' },
  { name: 'commands', steps: [press('Control+k')], kind: 'trap' },
  { name: 'account', steps: [enter(accountButton)], kind: 'trap' },
]

export const ofList: readonly Overlay[] = [
  { name: 'filter', steps: [enter('button:has(.tabler-icon-filter)')], kind: 'panel' },
  { name: 'sort', steps: [press('o')], kind: 'menu' },
  { name: 'lists', steps: [enter('nav button[aria-haspopup=dialog]')], kind: 'trap', on: 'phone' },
  { name: 'saved-view', steps: [enter('nav li button[aria-haspopup=menu]')], kind: 'menu', on: 'wide' },
]

/** Of a conversation, whoever has it. */
export const ofThread: readonly Overlay[] = [
  { name: 'assign', steps: [press('a')], kind: 'trap' },
  { name: 'transfer', steps: [press('t')], kind: 'trap' },
  { name: 'more', steps: [enter('header button:has(.tabler-icon-dots)')], kind: 'menu' },
  { name: 'correct-intent', steps: [press('i')], shows: 'div:has(> label > q)', kind: 'panel' },
  { name: 'correct-mood', steps: [press('m')], shows: 'div:has(> label > q)', kind: 'panel' },
  { name: 'profile', steps: [profile], kind: 'trap', on: 'phone' },
  { name: 'block', steps: [enter('aside button[aria-haspopup=dialog]')], kind: 'trap', on: 'wide' },
]

/** Of a conversation that the person has. */
export const ofOwnThread: readonly Overlay[] = [
  { name: 'wrap-up', steps: [press('e')], kind: 'trap' },
  {
    name: 'hand-back',
    steps: [enter('[data-tip-command=handBack]')],
    kind: 'trap',
    on: 'wide',
  },
  { name: 'canned', steps: [composer, { type: '/' }], shows: '#canned-list', kind: 'list' },
  { name: 'mentions', steps: [press('n'), { type: '@' }], shows: '#mention-list', kind: 'list' },
  { name: 'emoji', steps: [composer, press('Control+;')], kind: 'list' },
  { name: 'picture', steps: [enter('[role=log] button:has(img)')], shows: 'dialog[open]', kind: 'trap' },
]

export const ofCustomer: readonly Overlay[] = [
  { name: 'block', steps: [enter('#content button[aria-haspopup=dialog]')], kind: 'trap' },
]

export const ofCustomers: readonly Overlay[] = [
  {
    name: 'columns',
    steps: [enter('#content button:has(.tabler-icon-columns-3)')],
    shows: '#content fieldset[id]:not([hidden])',
    kind: 'panel',
  },
]

const person = enter('tbody tr:has-text("dana@") button')
const disable = enter('[role=dialog] button:has-text("Disable"), [role=dialog] button:has-text("停用")')

const bin: Step = enter('#content li button:has(.tabler-icon-trash):enabled')

const discard: Step = enter('#content [role=status] button')

export const ofAdmin: Readonly<Record<string, readonly Overlay[]>> = {
  people: [
    { name: 'invite', steps: [enter('#content button:has(.tabler-icon-user-plus)')], kind: 'trap' },
    { name: 'person', steps: [person], kind: 'trap' },
    { name: 'disable', steps: [person, disable], kind: 'trap' },
  ],
  queues: [{ name: 'remove', steps: [bin], kind: 'trap' }],
  fields: [{ name: 'remove', steps: [bin], kind: 'trap' }],
  widget: [
    { name: 'new-key', steps: [enter('button:has(.tabler-icon-key)')], kind: 'trap' },
    { name: 'drop-key', steps: [enter('li:has(code) button')], kind: 'trap' },
  ],
  outcomes: [
    {
      name: 'conflict',
      steps: [enter('#content li input'), { type: '!' }, { elsewhere: 'outcomes' }, press('Control+s')],
      kind: 'trap',
      leave: [discard],
    },
    {
      name: 'unsaved',
      steps: [enter('#content li input'), { type: '!' }, enter('nav a[href^="/customers"]')],
      kind: 'trap',
      leave: [discard],
    },
  ],
  tags: [
    { name: 'merge', steps: [enter('#content li button:not(:has(svg))')], kind: 'trap' },
    { name: 'remove', steps: [bin], kind: 'trap' },
  ],
}

export const ofLabelQueue: readonly Overlay[] = [{ name: 'intents', steps: [press('/')], kind: 'trap' }]
export const ofCompare: readonly Overlay[] = [
  { name: 'use', steps: [enter('#content header button')], kind: 'trap', afterTraining: true },
]

/** What there is to open over a screen of this width. */
export function offered(
  overlays: readonly Overlay[] | undefined,
  { phone, trained }: { phone: boolean; trained: boolean },
): readonly Overlay[] {
  const other = phone ? 'wide' : 'phone'
  return (overlays ?? []).filter(({ on, afterTraining }) => on !== other && (trained || !afterTraining))
}
