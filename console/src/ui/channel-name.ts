import { useTranslation } from '../lib/use-translation.ts'

const known = ['web', 'whatsapp', 'email', 'telegram', 'line'] as const

export function useChannelName(): (channel: string) => string {
  const { t } = useTranslation()
  return (channel) => {
    const key = known.find((each) => each === channel)
    return key ? t(`channel.${key}`) : t('channel.other', { name: channel })
  }
}
