import type { Entry } from '@parley/server/contract'
import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconArrowForwardUp,
  IconBolt,
  IconCircleCheck,
  IconRobot,
  IconStar,
  IconUserCheck,
  IconUserEdit,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { EntryTime } from './entry-time.tsx'
import styles from './event-line.module.css'
import { HandoffCard } from './handoff-card.tsx'
import { useEventWords } from './use-event-words.ts'

interface EventLineProps {
  entry: Entry
  opened: boolean
  onToggle: () => void
}

/** What happened, between what was said. */
export function EventLine({ entry, opened, onToggle }: EventLineProps) {
  const words = useEventWords()
  const { body } = entry
  if (body.kind === 'handoff') {
    return <HandoffCard handoff={body} at={entry.at} opened={!opened} onToggle={onToggle} />
  }
  const note = body.kind === 'assignment' || body.kind === 'status' ? body.note : undefined
  const comment = body.kind === 'rating' ? body.comment : undefined
  return (
    <div className={styles.line}>
      {iconOf(entry)}
      <span>{words(entry)}</span>
      <EntryTime at={entry.at} />
      {(note ?? comment) !== undefined && <q className={styles.note}>{note ?? comment}</q>}
    </div>
  )
}

function iconOf({ body }: Entry): ReactNode {
  const props = { size: 14, stroke: 1.8, 'aria-hidden': true } as const
  switch (body.kind) {
    case 'assignment':
      if (body.change === 'handed_back') return <IconRobot {...props} />
      if (body.change === 'taken_back') return <IconArrowBackUp {...props} />
      return body.change === 'transferred' ? <IconArrowForwardUp {...props} /> : <IconUserCheck {...props} />
    case 'status':
      return body.to === 'closed' ? <IconCircleCheck {...props} /> : <IconArrowBackUp {...props} />
    case 'customer':
      return <IconUserEdit {...props} />
    case 'rating':
      return <IconStar {...props} />
    case 'action':
      return <IconBolt {...props} />
    default:
      return <IconAlertTriangle {...props} />
  }
}
