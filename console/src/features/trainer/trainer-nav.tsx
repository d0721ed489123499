import { IconArrowsDiff, IconFlask, IconLayoutGrid, IconListCheck, IconTags } from '@tabler/icons-react'
import { useTranslation } from '../../lib/use-translation.ts'
import { SideLink, SideNav } from '../../ui/side-nav.tsx'

const icon = { size: 17, stroke: 1.7, 'aria-hidden': true } as const

/** The pages of the trainer's area. */
export function TrainerNav() {
  const { t } = useTranslation('trainer')
  return (
    <SideNav label={t('nav.label')}>
      <SideLink to="/trainer" exact name={t('nav.workbench')} icon={<IconLayoutGrid {...icon} />} />
      <SideLink to="/trainer/queue" name={t('nav.queue')} icon={<IconListCheck {...icon} />} />
      <SideLink to="/trainer/labels" name={t('nav.labels')} icon={<IconTags {...icon} />} />
      <SideLink to="/trainer/compare" name={t('nav.compare')} icon={<IconArrowsDiff {...icon} />} />
      <SideLink to="/trainer/try" name={t('nav.try')} icon={<IconFlask {...icon} />} />
    </SideNav>
  )
}
