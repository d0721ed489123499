import type { WidgetLook, WidgetMessage } from '@parley/server/contract'
import type { FieldLabels } from '../../lib/field-labels.ts'
import { useTranslation } from '../../lib/use-translation.ts'

/** What the widget's form calls its fields, and a look in lines as the form shows it. */
export function useWidgetWords(): { labels: FieldLabels; linesOf: (look: WidgetLook) => string[] } {
  const { t } = useTranslation(['content', 'profile'])
  const line = (label: string, value: string) => t('says', { label, value: value || '—' })
  const onOff = (on: boolean) => t(on ? 'switchedOn' : 'switchedOff')
  const languages = {
    'en+zh': t('widget.both'),
    'zh+en': t('widget.bothZh'),
    en: t('widget.onlyEn'),
    zh: t('widget.onlyZh'),
  }
  const messageLines = ({ enabled, text, afterSeconds, pages }: WidgetMessage, index: number) => {
    const of = (label: string, value: string) =>
      line(`${t('widget.messageNumber', { number: index + 1 })} · ${label}`, value)
    return [
      of(t('widget.messageOn'), onOff(enabled)),
      of(t('widget.messageEn'), text.en),
      of(t('widget.messageZh'), text.zh),
      of(t('widget.messageAfter'), String(afterSeconds)),
      of(t('widget.messagePages'), pages.join(', ')),
    ]
  }
  return {
    labels: {
      'look.company': t('widget.company'),
      'look.accent': t('widget.accent'),
      'look.languages': t('widget.languages'),
      'look.greeting.en': t('widget.greetingEn'),
      'look.greeting.zh': t('widget.greetingZh'),
      'look.position': t('widget.position'),
      'look.domains': t('widget.domains'),
      'look.domains.*': t('widget.domains'),
      'look.proactive': t('widget.messages'),
      'look.proactive.*.text.en': t('widget.messageEn'),
      'look.proactive.*.text.zh': t('widget.messageZh'),
      'look.proactive.*.afterSeconds': t('widget.messageAfter'),
      'look.proactive.*.pages': t('widget.messagePages'),
    },
    linesOf: (look) => [
      line(t('widget.company'), look.company),
      line(t('widget.showCompany'), onOff(look.showCompany)),
      line(t('widget.accent'), look.accent),
      line(t('widget.languages'), languages[look.languages.join('+') as keyof typeof languages]),
      line(t('widget.greetingEn'), look.greeting.en),
      line(t('widget.greetingZh'), look.greeting.zh),
      line(t('widget.preChat'), onOff(look.preChat)),
      line(t('widget.position'), t(look.position === 'left' ? 'widget.left' : 'widget.right')),
      line(t('widget.domains'), look.domains.join(', ')),
      ...look.proactive.flatMap(messageLines),
    ],
  }
}
