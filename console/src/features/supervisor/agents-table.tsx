import type { AgentLine, Wall } from '@parley/server/contract'
import { behind, type InsightSearch } from '../../lib/insight-search.ts'
import { decimal, duration } from '../../lib/numbers.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { PlainLink } from '../../ui/plain-link.tsx'
import { Card } from './card.tsx'
import styles from './table.module.css'

/** Who is there, what they have in hand, and how it goes. */
export function AgentsTable({ wall, filter }: { wall: Wall; filter: InsightSearch }) {
  const { t } = useTranslation(['supervisor', 'translation'])
  const { agents } = wall
  const online = agents.filter(({ presence }) => presence === 'online').length
  return (
    <Card title={t('live.agents')} place="third" aside={t('live.agentsOnline', { count: online })}>
      {agents.length === 0 ? (
        <p className={styles.nothing}>{t('live.noAgents')}</p>
      ) : (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('live.agent')}</th>
              <th scope="col" className={styles.right}>
                {t('live.load')}
              </th>
              <th scope="col" className={styles.right}>
                {t('live.firstReply')}
              </th>
              <th scope="col" className={styles.right}>
                {t('live.handle')}
              </th>
              <th scope="col" className={styles.right}>
                {t('live.rating')}
              </th>
            </tr>
          </thead>
          <tbody>
            {agents.map((agent) => (
              <AgentRow key={agent.id} agent={agent} wall={wall} filter={filter} />
            ))}
          </tbody>
        </table>
      )}
    </Card>
  )
}

const NONE = <span className={styles.none}>–</span>

function AgentRow({ agent, wall, filter }: { agent: AgentLine; wall: Wall; filter: InsightSearch }) {
  const { t } = useTranslation(['supervisor', 'translation'])
  const language = useLanguage()
  const { id, name, presence, load, capacity, firstReplyMs, handledMs, rating } = agent
  const own = { ...filter, agent: id }
  const cell = (count: 'talking' | 'replies' | 'closed' | 'ratings', text: string) => (
    <PlainLink address={behind(count, wall, own)} className={styles.number}>
      {text}
    </PlainLink>
  )
  return (
    <tr>
      <th scope="row" className={styles.name}>
        <span className={styles.person}>
          <span className={styles.face} data-presence={presence}>
            <Avatar id={id} name={name} size={22} />
          </span>
          <span className={styles.personName}>{name}</span>
          <span className="visually-hidden">{t(`translation:shell.${presence}`)}</span>
        </span>
      </th>
      <td className={styles.right} data-full={load >= capacity}>
        {cell('talking', `${load}/${capacity}`)}
      </td>
      <td className={styles.right}>
        {firstReplyMs === null ? NONE : cell('replies', duration(firstReplyMs, language))}
      </td>
      <td className={styles.right}>
        {handledMs === null ? NONE : cell('closed', duration(handledMs, language))}
      </td>
      <td className={styles.right}>
        {rating === null ? NONE : cell('ratings', decimal(rating, language, 1))}
      </td>
    </tr>
  )
}
