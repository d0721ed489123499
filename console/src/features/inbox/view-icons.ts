import type { View } from '@parley/server/contract'
import {
  IconArchive,
  IconCrown,
  IconFilter,
  IconHourglassHigh,
  IconMessageCircleX,
  IconMoodSad,
  IconRobot,
  IconStack2,
  IconUserCheck,
} from '@tabler/icons-react'
import type { ListAsked } from '../../lib/views.ts'

export const viewIcons: Record<View, typeof IconStack2> = {
  waiting: IconHourglassHigh,
  mine: IconUserCheck,
  open: IconStack2,
  bot: IconRobot,
  closed: IconArchive,
}

/** A saved list by what it is about. */
export function viewIcon({ filter }: ListAsked): typeof IconStack2 {
  if (filter.mood?.includes('negative')) return IconMoodSad
  if (filter.outcome?.includes('spam')) return IconMessageCircleX
  return filter.vip ? IconCrown : IconFilter
}
