import type { View } from '@parley/server/contract'
import { IconArchive, IconHourglassHigh, IconRobot, IconStack2, IconUserCheck } from '@tabler/icons-react'

export const viewIcons: Record<View, typeof IconStack2> = {
  waiting: IconHourglassHigh,
  mine: IconUserCheck,
  open: IconStack2,
  bot: IconRobot,
  closed: IconArchive,
}
