import type { Wall } from '@parley/server/contract'
import { useSeconds } from '../../lib/clock.ts'
import { cappedCount, stopwatch } from '../../lib/format.ts'
import { behind } from '../../lib/insight-search.ts'
import { decimal, duration, percentNumber, signed, wholeNumber } from '../../lib/numbers.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { type Change, Tile } from './tile.tsx'
import styles from './tiles.module.css'

const NONE = '–'

/** The six numbers of the live page. */
export function Tiles({ wall }: { wall: Wall }) {
  return (
    <ul className={styles.tiles}>
      <NowTiles wall={wall} />
      <PeriodTiles wall={wall} />
    </ul>
  )
}

const teamOf = ({ team }: Wall) => (team === undefined ? {} : { team })

function useChange(): (
  value: number | null,
  show: (value: number) => string,
  better?: Change['better'],
) => Change | undefined {
  return (value, show, better) =>
    value === null ? undefined : { value, text: show(Math.abs(value)), ...(better ? { better } : {}) }
}

function NowTiles({ wall }: { wall: Wall }) {
  const { t } = useTranslation(['supervisor', 'translation'])
  const language = useLanguage()
  const change = useChange()
  const { waiting, talking } = wall
  const whole = (value: number) => wholeNumber(value, language)
  return (
    <>
      <Tile
        name={t('tile.waiting')}
        how={t('tile.waitingHow')}
        value={cappedCount(waiting.count)}
        foot={waiting.since === undefined ? t('tile.nobodyWaits') : <Longest since={waiting.since} />}
        change={change(waiting.change, whole, 'less')}
        series={waiting.series}
        to={behind('waiting', wall, teamOf(wall))}
      />
      <Tile
        name={t('tile.talking')}
        how={t('tile.talkingHow')}
        value={cappedCount(talking.count)}
        foot={t('tile.online', { count: talking.online })}
        change={change(talking.change, whole)}
        series={talking.series}
        to={behind('talking', wall, teamOf(wall))}
      />
    </>
  )
}

/** Counts on by itself between two answers of the server. */
function Longest({ since }: { since: number }) {
  const { t } = useTranslation(['supervisor', 'translation'])
  return t('tile.longest', { time: stopwatch(Math.max(0, useSeconds() - since)) })
}

function PeriodTiles({ wall }: { wall: Wall }) {
  const { t } = useTranslation(['supervisor', 'translation'])
  const language = useLanguage()
  const change = useChange()
  const { firstReply, mood, csat, byBot } = wall
  const time = (ms: number) => duration(ms, language)
  const two = (value: number) => decimal(value, language)
  return (
    <>
      <Tile
        name={t('tile.firstReply')}
        how={t('tile.firstReplyHow')}
        value={firstReply.medianMs === null ? NONE : time(firstReply.medianMs)}
        foot={firstReply.count === 0 ? t('tile.none') : t('tile.replies', { count: firstReply.count })}
        change={change(firstReply.change, time, 'less')}
        series={firstReply.series}
        to={behind('replies', wall, teamOf(wall))}
      />
      <Tile
        name={t('tile.mood')}
        how={t('tile.moodHow')}
        value={mood.score === null ? NONE : signed(mood.score, two)}
        foot={
          mood.score === null
            ? t('tile.none')
            : t('tile.moodCounts', {
                negative: mood.negative,
                all: mood.positive + mood.neutral + mood.negative,
              })
        }
        change={change(mood.change, two, 'more')}
        series={mood.series}
        to={behind('messages', wall.hour, teamOf(wall))}
      />
      <Tile
        name={t('tile.csat')}
        how={t('tile.csatHow')}
        value={csat.mean === null ? NONE : two(csat.mean)}
        {...(csat.mean === null ? {} : { unit: t('tile.ofFive') })}
        foot={csat.count === 0 ? t('tile.none') : t('tile.answers', { count: csat.count })}
        change={change(csat.change, two, 'more')}
        series={csat.series}
        to={behind('ratings', wall, teamOf(wall))}
      />
      <Tile
        name={t('tile.byBot')}
        how={t('tile.byBotHow')}
        value={byBot.share === null ? NONE : percentNumber(byBot.share, language)}
        {...(byBot.share === null ? {} : { unit: '%' })}
        foot={
          byBot.closed === 0
            ? t('tile.none')
            : t('tile.ofClosed', { count: byBot.count, closed: byBot.closed })
        }
        change={change(byBot.change, (share) => percentNumber(share, language), 'more')}
        series={byBot.series}
        to={behind('closed', wall, { ...teamOf(wall), handled: 'bot' })}
      />
    </>
  )
}
