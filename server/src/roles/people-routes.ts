import type { Redis } from 'ioredis'
import { createAttempts } from '../agents/attempts.ts'
import { auditTo } from '../agents/audit.ts'
import type { SessionCookie } from '../agents/cookie.ts'
import { permissionsOf } from '../agents/permissions.ts'
import { sessionRoutes } from '../agents/routes.ts'
import type { Sessions } from '../agents/session.ts'
import { createAccounts } from '../agents/sign-in.ts'
import type { Config } from '../config.ts'
import type { SessionInfo, User } from '../contract/index.ts'
import type { Core } from '../core.ts'
import type { Limits } from '../http/limits.ts'
import type { Route } from '../http/route.ts'
import type { Logger } from '../log.ts'
import { createPost } from '../mail/post.ts'
import { createAdminLock } from '../people/admin-lock.ts'
import { createEntrance } from '../people/entrance.ts'
import { entranceRoutes, ownAccountRoutes } from '../people/entrance-routes.ts'
import { createInvite } from '../people/invite.ts'
import { createLinks } from '../people/link.ts'
import { createPeople } from '../people/people.ts'
import { createPutBack } from '../people/put-back.ts'
import { peopleRoutes } from '../people/routes.ts'
import type { PresenceBook } from '../realtime/presence.ts'
import type { Settings } from '../settings/settings.ts'
import { createFirstWidget } from '../setup/first-widget.ts'
import { setupRoutes } from '../setup/routes.ts'
import type { Setup } from '../setup/setup.ts'
import { setupOn } from '../setup/setup-record.ts'

export interface PeopleParts {
  config: Config
  core: Core
  redis: Redis
  book: PresenceBook
  sessions: Sessions
  cookie: SessionCookie
  limits: Limits
  setup: Setup
  settings: Settings
  company: () => string
  log: Logger
}

/** Signing in and every other way in, people and their rights, the set-up of a new install. */
export function peopleRoutesOf(parts: PeopleParts): Route[] {
  const { config, core, sessions, cookie, limits, setup, settings, company, log } = parts
  const { connection, users } = core
  const { publicUrl, production } = config
  const audit = auditTo(connection)
  const describe = createDescribe(parts)
  const links = createLinks(connection)
  const post = createPost({ connection, sealer: core.sealer, isSet: config.mail !== undefined })
  const invite = createInvite({ connection, links, post, company, publicUrl })
  const entrance = createEntrance({
    users,
    sessions,
    links,
    post,
    invite,
    company,
    publicUrl,
    production,
    log,
  })
  const people = createPeople({
    users,
    sessions,
    book: parts.book,
    settings,
    lock: createAdminLock(connection),
    putBack: createPutBack(core),
  })
  const accounts = createAccounts({ connection, sessions, attempts: createAttempts(parts.redis), production })
  const languages = async () =>
    (await setupOn(connection).findById('setup').lean())?.company?.languages ??
    (['en', 'zh'] as ('en' | 'zh')[])
  const widget = createFirstWidget({
    accounts: core.accounts,
    sealer: core.sealer,
    publicUrl,
    languages,
    company,
  })
  return [
    ...sessionRoutes({ accounts, sessions, cookie, describe }),
    ...ownAccountRoutes({ entrance, sessions, limits, audit }),
    ...entranceRoutes({
      ...{ entrance, sessions, cookie, limits, describe, company, audit },
      mail: post.isSet,
      setup: setup.isOpen,
    }),
    ...peopleRoutes({ people, invite, entrance, settings, mail: post.isSet, audit }),
    ...setupRoutes({ setup, widget, sessions, cookie, describe, audit }),
  ]
}

/** What the console learns of the person who signed in. */
function createDescribe({ core, company, setup }: PeopleParts): (user: User) => Promise<SessionInfo> {
  return async (user) => {
    const record = await core.users.findById(user.id, { presence: 1 }).lean()
    const isAdmin = user.role === 'admin'
    return {
      user,
      permissions: permissionsOf(user),
      company: company(),
      presence: record?.presence ?? 'online',
      ...(isAdmin && (await setup.widgetIsDue()) ? { setup: 'widget' as const } : {}),
    }
  }
}
