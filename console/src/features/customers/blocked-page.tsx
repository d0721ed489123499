import { Button } from '@mantine/core'
import type { BlockShown, CustomerLine } from '@parley/server/contract'
import { IconUserOff } from '@tabler/icons-react'
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { codeOf } from '../../lib/api-error.ts'
import { useSlowClock } from '../../lib/clock.ts'
import { customerListQuery, customersApi } from '../../lib/customers-api.ts'
import { shortDate } from '../../lib/format.ts'
import { customerQuery, useSession } from '../../lib/session.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { notifyDone, notifyProblem } from '../../ui/notify.ts'
import { Page } from '../../ui/page.tsx'
import styles from './blocked-page.module.css'

/** Who is blocked, by whom, since and until when, and why; the last one first. */
export function BlockedPage() {
  const { t } = useTranslation(['customers', 'translation'])
  const list = useInfiniteQuery(customerListQuery({ blocked: 'yes', sort: 'blocked' }))
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? []
  return (
    <Page
      title={t('blockedPage.title')}
      hint={t('blockedPage.hint')}
      width="reading"
      actions={
        <Button component={Link} to="/customers" variant="default">
          {t('all')}
        </Button>
      }
    >
      {list.error && rows.length === 0 ? (
        <ErrorState title={t('failed')} error={list.error} onRetry={() => void list.refetch()} />
      ) : list.data && rows.length === 0 ? (
        <EmptyState icon={<IconUserOff size={24} aria-hidden="true" />} title={t('blockedPage.nobody')}>
          {t('blockedPage.nobodyHint')}
        </EmptyState>
      ) : (
        <ul className={styles.list} aria-busy={list.isPending}>
          {rows.map((row) => row.block && <BlockedLine key={row.id} row={row} block={row.block} />)}
        </ul>
      )}
      {list.hasNextPage && (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('earlier')}
        </Button>
      )}
    </Page>
  )
}

function BlockedLine({ row, block }: { row: CustomerLine; block: BlockShown }) {
  const { t } = useTranslation('customers')
  const { permissions } = useSession()
  const language = useLanguage()
  const now = useSlowClock()
  const name = row.name || row.email || row.phone || t('nameless')
  const { busy, lift } = useLift(row.id, name, block)
  return (
    <li className={styles.line}>
      <Avatar id={row.id} name={name} size={32} />
      <div className={styles.what}>
        <Link to="/customers/$id" params={{ id: row.id }} className={styles.name}>
          {name}
        </Link>
        <p className={styles.reason}>{block.reason}</p>
        <p className={styles.facts}>
          {t('blockedPage.by', { name: block.by, date: shortDate(block.at, language, now) })}
          {' · '}
          {block.until === undefined
            ? t('blockedPage.forGood')
            : t('blockedPage.until', { date: shortDate(block.until, language, now) })}
        </p>
      </div>
      {permissions.includes('customer.block') && (
        <Button
          size="xs"
          variant="default"
          loading={busy}
          aria-label={t('blockedPage.liftOf', { name })}
          onClick={() => void lift()}
        >
          {t('blockedPage.lift')}
        </Button>
      )}
    </li>
  )
}

/** Lifts the block; it can be set again as it was while the words about it stand there. */
function useLift(id: string, name: string, { reason, until }: BlockShown) {
  const { t } = useTranslation(['customers', 'translation'])
  const queryClient = useQueryClient()
  const [busy, setBusy] = useState(false)
  const again = async () => {
    await queryClient.invalidateQueries({ queryKey: ['customers'] })
    await queryClient.invalidateQueries({ queryKey: customerQuery(id).queryKey })
  }
  const attempt = async (work: () => Promise<void>) => {
    try {
      await work()
      await again()
      return true
    } catch (error) {
      notifyProblem(
        t('blockedPage.failed'),
        t(`translation:errors.${codeOf(error)}`),
        t('translation:common.close'),
      )
      return false
    }
  }
  const lift = async () => {
    setBusy(true)
    const lifted = await attempt(() => customersApi.unblock(id, false))
    setBusy(false)
    if (!lifted) return
    await notifyDone(t('blockedPage.lifted', { name }), {
      close: t('translation:common.close'),
      undo: {
        label: t('translation:common.undo'),
        run: () =>
          void attempt(() => customersApi.block(id, { reason, ...(until === undefined ? {} : { until }) })),
      },
    })
  }
  return { busy, lift }
}
