import { Button } from '@mantine/core'
import type { InsightPeriod } from '@parley/server/contract'
import { IconLayoutDashboard, IconMaximize } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useRef } from 'react'
import { useSeconds } from '../../lib/clock.ts'
import { useCommands, useKeyShortcuts } from '../../lib/commands.ts'
import { useConnection } from '../../lib/connection.ts'
import type { InsightSearch } from '../../lib/insight-search.ts'
import { useDesk } from '../../lib/session.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { CommandKeys } from '../../ui/kbd.tsx'
import { AgentsTable } from './agents-table.tsx'
import { AttentionList } from './attention.tsx'
import { Pick, Segments } from './controls.tsx'
import { IntentsTable } from './intents-table.tsx'
import styles from './live-page.module.css'
import { LoadState } from './load-state.tsx'
import { MoodChart } from './mood-chart.tsx'
import { Reasons } from './reasons.tsx'
import { SupervisorPage } from './supervisor-page.tsx'
import { Tiles } from './tiles.tsx'
import { useWall } from './use-wall.ts'
import { VolumeChart } from './volume-chart.tsx'

const periods = ['now', '24h', '7d', '30d'] as const satisfies readonly InsightPeriod[]
const periodWords = { now: 'periodNow', '24h': 'period24h', '7d': 'period7d', '30d': 'period30d' } as const

/** What goes on now, and how it went in the last hour, day, week or month; every number leads to its lines. */
export function LivePage({ search }: { search: InsightSearch }) {
  const { t } = useTranslation(['supervisor', 'translation'])
  const page = useRef<HTMLElement>(null)
  const period = search.period ?? '24h'
  const { wall, heardAt, failure, retry } = useWall(period, search.team)
  const toggle = () => void toggleFullScreen(page.current)
  useCommands('supervisor', { fullScreen: toggle })
  const filter = search.team === undefined ? {} : { team: search.team }
  return (
    <SupervisorPage
      page="live"
      ref={page}
      status={wall && <LiveMark heardAt={heardAt} />}
      actions={<Controls period={period} search={search} onFullScreen={toggle} />}
    >
      {wall ? (
        <div className={styles.page}>
          <Tiles wall={wall} />
          {wall.messages === 0 && wall.waiting.count + wall.talking.count === 0 ? <NothingYet /> : null}
          <div className={styles.grid}>
            <MoodChart
              title={t('live.moods')}
              place="wide"
              buckets={wall.moods}
              range={wall}
              step={wall.step}
              filter={filter}
              height={264}
            />
            <div className={styles.aside}>
              <AttentionList wall={wall} filter={filter} />
              <Reasons wall={wall} filter={filter} />
            </div>
            <VolumeChart wall={wall} filter={filter} />
            <IntentsTable wall={wall} filter={filter} />
            <AgentsTable wall={wall} filter={filter} />
          </div>
        </div>
      ) : (
        <LoadState error={failure} onRetry={retry} />
      )}
    </SupervisorPage>
  )
}

function NothingYet() {
  const { t } = useTranslation(['supervisor', 'translation'])
  return (
    <EmptyState
      icon={<IconLayoutDashboard size={24} stroke={1.6} aria-hidden="true" />}
      title={t('live.empty')}
    >
      {t('live.emptyHint')}
    </EmptyState>
  )
}

/** Says how old the numbers are; screen readers are not told every second. */
function LiveMark({ heardAt }: { heardAt: number }) {
  const { t } = useTranslation(['supervisor', 'translation'])
  const online = useConnection((state) => state.status === 'online')
  const count = Math.max(0, Math.round((useSeconds() - heardAt) / 1000))
  return (
    <span className={styles.mark} data-online={online}>
      {online ? `${t('frame.live')} · ${t('frame.updated', { count })}` : t('frame.paused')}
    </span>
  )
}

function Controls({
  period,
  search,
  onFullScreen,
}: {
  period: InsightPeriod
  search: InsightSearch
  onFullScreen: () => void
}) {
  const shortcuts = useKeyShortcuts('fullScreen')
  const { t } = useTranslation(['supervisor', 'translation'])
  const navigate = useNavigate()
  const { teams } = useDesk()
  const pickTeam = (team: string) => {
    const { team: _team, ...rest } = search
    void navigate({ to: '/supervisor', search: team === '' ? rest : { ...rest, team }, replace: true })
  }
  return (
    <>
      <Segments
        label={t('frame.period')}
        to="/supervisor"
        value={period}
        choices={periods.map((value) => ({
          value,
          name: t(`frame.${periodWords[value]}`),
          search: { ...search, period: value },
        }))}
      />
      <Pick
        quiet
        label={t('frame.team')}
        value={search.team ?? ''}
        options={[
          { value: '', name: t('frame.allTeams') },
          ...teams.map(({ id, name }) => ({ value: id, name })),
        ]}
        onPick={pickTeam}
      />
      <span className={styles.full}>
        <Button
          variant="default"
          size="xs"
          h={32}
          leftSection={<IconMaximize size={15} stroke={1.8} aria-hidden="true" />}
          rightSection={<CommandKeys command="fullScreen" />}
          {...shortcuts}
          onClick={onFullScreen}
        >
          {t('frame.fullScreen')}
        </Button>
      </span>
    </>
  )
}

/** The browser may refuse; then the page stays as it is. */
async function toggleFullScreen(page: HTMLElement | null): Promise<void> {
  try {
    if (document.fullscreenElement) await document.exitFullscreen()
    else await page?.requestFullscreen()
  } catch {
    // Not allowed in this frame or by this browser.
  }
}
