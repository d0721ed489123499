import {
  IconBrandTelegram,
  IconBrandWhatsapp,
  IconMail,
  IconMessageCircle,
  IconWorld,
} from '@tabler/icons-react'
import type { CSSProperties } from 'react'
import styles from './avatar.module.css'
import { hueOf, initialsOf } from './initials.ts'

interface AvatarProps {
  id: string
  name: string
  size: number
  channel?: string | undefined
}

/** Decoration beside a name that is written out: hidden from screen readers. */
export function Avatar({ id, name, size, channel }: AvatarProps) {
  const style = { '--hue': hueOf(id), '--size': `${size}px` } as CSSProperties
  return (
    <span className={styles.root} style={style} data-initials={initialsOf(name)} aria-hidden="true">
      {channel !== undefined && (
        <span className={styles.badge}>
          <ChannelIcon channel={channel} size={11} />
        </span>
      )}
    </span>
  )
}

const channelIcons: Record<string, typeof IconWorld> = {
  web: IconWorld,
  whatsapp: IconBrandWhatsapp,
  telegram: IconBrandTelegram,
  email: IconMail,
}

export function ChannelIcon({ channel, size }: { channel: string; size: number }) {
  const Icon = channelIcons[channel] ?? IconMessageCircle
  return <Icon size={size} stroke={1.8} aria-hidden="true" />
}
