import type { CustomerProfile } from '@parley/server/contract'
import { IconBan, IconExternalLink, IconShieldCheck, IconShieldQuestion } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useCommands } from '../../lib/commands.ts'
import { yearOf } from '../../lib/format.ts'
import { lazyPart } from '../../lib/lazy-part.tsx'
import { useSession } from '../../lib/session.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Chip } from '../../ui/chip.tsx'
import { BlockedNote } from './blocked-note.tsx'
import styles from './profile-panel.module.css'
import { useBlock } from './use-block.ts'

const BlockDialog = lazyPart([], async () => (await import('./block-dialog.tsx')).BlockDialog)

export function Identity({ profile, onPage = false }: { profile: CustomerProfile; onPage?: boolean }) {
  const { t } = useTranslation(['profile', 'translation'])
  const mayBlock = useSession().permissions.includes('customer.block')
  const [asking, setAsking] = useState(false)
  const { lift } = useBlock(profile)
  const onLift = mayBlock && profile.blocked ? () => void lift() : undefined
  const onBlock = mayBlock && !profile.blocked ? () => setAsking(true) : undefined
  useCommands('profile-block', { block: onBlock ?? onLift })
  const confirmed = profile.identified
  const Shield = confirmed ? IconShieldCheck : IconShieldQuestion
  return (
    <>
      <div className={styles.identity}>
        <Avatar id={profile.id} name={profile.name} size={44} />
        <div className={styles.who}>
          <h2 className={styles.name}>{profile.name || profile.email || t('nameless')}</h2>
          <p className={styles.chips}>
            {profile.vip && <Chip tone="accent">{t('translation:common.vip')}</Chip>}
            <Chip
              tone={confirmed ? 'pos' : 'warn'}
              title={t(confirmed ? 'identifiedHint' : 'unidentifiedHint')}
            >
              <Shield size={13} stroke={1.9} aria-hidden="true" />
              {t(confirmed ? 'identified' : 'unidentified')}
            </Chip>
          </p>
          <p className={styles.since}>{t('since', { year: yearOf(profile.since) })}</p>
        </div>
        <div className={styles.tools}>
          {onBlock && (
            <button
              type="button"
              className={styles.tool}
              aria-label={t('block')}
              title={t('block')}
              aria-haspopup="dialog"
              onClick={onBlock}
            >
              <IconBan size={17} stroke={1.7} aria-hidden="true" />
            </button>
          )}
          {!onPage && (
            <Link
              to="/customers/$id"
              params={{ id: profile.id }}
              className={styles.tool}
              aria-label={t('openPage')}
              title={t('openPage')}
            >
              <IconExternalLink size={17} stroke={1.7} aria-hidden="true" />
            </Link>
          )}
        </div>
      </div>
      {profile.blocked && <BlockedNote profile={profile} onLift={onLift} />}
      {asking && <BlockDialog profile={profile} onClose={() => setAsking(false)} />}
    </>
  )
}
