import type { Order } from '@parley/server/contract'
import { useState } from 'react'
import { useSlowClock } from '../../lib/clock.ts'
import { money, shortDate } from '../../lib/format.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { Chip, type Tone } from '../../ui/chip.tsx'
import styles from './profile-panel.module.css'

const SHOWN_FIRST = 3
const tones: Record<Order['status'], Tone> = {
  processing: 'plain',
  shipped: 'accent',
  delivered: 'pos',
  cancelled: 'plain',
  returned: 'plain',
}

export function Orders({ orders }: { orders: readonly Order[] }) {
  const { t } = useTranslation('profile')
  const [all, setAll] = useState(false)
  const shown = all ? orders : orders.slice(0, SHOWN_FIRST)
  const hidden = orders.length - shown.length
  return (
    <section className={styles.section} aria-labelledby="profile-orders">
      <div className={styles.sectionHead}>
        <h3 id="profile-orders">{t('orders')}</h3>
        {orders.length > 0 && (
          <span className={styles.quiet}>{t('ordersCount', { count: orders.length })}</span>
        )}
      </div>
      {orders.length === 0 && <p className={styles.quiet}>{t('noOrders')}</p>}
      <ul className={styles.orders}>
        {shown.map((order) => (
          <OrderLine key={order.number} order={order} />
        ))}
      </ul>
      {hidden > 0 && (
        <button type="button" className={styles.more} onClick={() => setAll(true)}>
          {t('more', { count: hidden })}
        </button>
      )}
    </section>
  )
}

function OrderLine({ order }: { order: Order }) {
  const { t } = useTranslation('profile')
  const language = useLanguage()
  return (
    <li className={styles.order}>
      <div className={styles.orderHead}>
        <strong className="tabular">{order.number}</strong>
        <Chip tone={tones[order.status]}>{t(`order.${order.status}`)}</Chip>
        <span className={styles.amount}>{money(order.total, language)}</span>
      </div>
      <ul className={styles.items}>
        {order.items.map((item) => (
          <li key={item.sku}>
            {item.quantity > 1 && `${item.quantity} × `}
            {item.name[language]}
            {item.returned && ` (${t('returned')})`}
          </li>
        ))}
      </ul>
      <p className={styles.quiet}>
        <Dates order={order} />
      </p>
    </li>
  )
}

function Dates({ order }: { order: Order }) {
  const { t } = useTranslation('profile')
  const language = useLanguage()
  const now = useSlowClock()
  const date = (at: number) => shortDate(at, language, now)
  const { deliveredAt, expectedAt, carrier, tracking } = order
  const when =
    deliveredAt !== undefined
      ? t('delivered', { date: date(deliveredAt) })
      : expectedAt !== undefined && order.status !== 'cancelled'
        ? t('expected', { date: date(expectedAt) })
        : t('placed', { date: date(order.placedAt) })
  const parcel = carrier !== undefined && tracking !== undefined
  return parcel ? `${when} · ${t('tracking', { carrier, number: tracking })}` : when
}
