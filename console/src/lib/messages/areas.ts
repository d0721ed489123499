import { composerEn } from './composer-en.ts'
import { filesEn } from './files-en.ts'

/** The conversation is there from the start, and with it its words. */
export const areasAtStart = ['composer', 'files'] as const

/**
 * Words that only one area needs, fetched with it. An area has two files here, `<area>-en.ts` and `<area>-zh.ts`; the
 * Chinese one is typed as the `Shape` of the English one, so that a missing or a surplus key does not compile.
 */
export const areaWords = {
  inbox: {
    en: async () => (await import('./inbox-en.ts')).inboxEn,
    zh: async () => (await import('./inbox-zh.ts')).inboxZh,
  },
  composer: {
    en: async () => composerEn,
    zh: async () => (await import('./composer-zh.ts')).composerZh,
  },
  customers: {
    en: async () => (await import('./customers-en.ts')).customersEn,
    zh: async () => (await import('./customers-zh.ts')).customersZh,
  },
  imports: {
    en: async () => (await import('./imports-en.ts')).importsEn,
    zh: async () => (await import('./imports-zh.ts')).importsZh,
  },
  keys: {
    en: async () => (await import('./keys-en.ts')).keysEn,
    zh: async () => (await import('./keys-zh.ts')).keysZh,
  },
  me: {
    en: async () => (await import('./me-en.ts')).meEn,
    zh: async () => (await import('./me-zh.ts')).meZh,
  },
  profile: {
    en: async () => (await import('./profile-en.ts')).profileEn,
    zh: async () => (await import('./profile-zh.ts')).profileZh,
  },
  files: {
    en: async () => filesEn,
    zh: async () => (await import('./files-zh.ts')).filesZh,
  },
  admin: {
    en: async () => (await import('./admin-en.ts')).adminEn,
    zh: async () => (await import('./admin-zh.ts')).adminZh,
  },
  content: {
    en: async () => (await import('./content-en.ts')).contentEn,
    zh: async () => (await import('./content-zh.ts')).contentZh,
  },
  trainer: {
    en: async () => (await import('./trainer-en.ts')).trainerEn,
    zh: async () => (await import('./trainer-zh.ts')).trainerZh,
  },
  supervisor: {
    en: async () => (await import('./supervisor-en.ts')).supervisorEn,
    zh: async () => (await import('./supervisor-zh.ts')).supervisorZh,
  },
  people: {
    en: async () => (await import('./people-en.ts')).peopleEn,
    zh: async () => (await import('./people-zh.ts')).peopleZh,
  },
  health: {
    en: async () => (await import('./health-en.ts')).healthEn,
    zh: async () => (await import('./health-zh.ts')).healthZh,
  },
  install: {
    en: async () => (await import('./install-en.ts')).installEn,
    zh: async () => (await import('./install-zh.ts')).installZh,
  },
  entrance: {
    en: async () => (await import('./entrance-en.ts')).entranceEn,
    zh: async () => (await import('./entrance-zh.ts')).entranceZh,
  },
} as const satisfies Record<string, { en: () => Promise<object>; zh: () => Promise<object> }>

export type AreaWords = {
  [Area in keyof typeof areaWords]: Awaited<ReturnType<(typeof areaWords)[Area]['en']>>
}
