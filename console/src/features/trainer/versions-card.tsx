import type { ModelVersion } from '@parley/server/contract'
import { Link } from '@tanstack/react-router'
import { percent } from '../../lib/format.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { Chip, type Tone } from '../../ui/chip.tsx'
import { Card } from '../../ui/page.tsx'
import table from './table.module.css'

const tones: Record<ModelVersion['state'], Tone> = {
  in_use: 'pos',
  former: 'plain',
  ready: 'accent',
}

export function StateChip({ state }: { state: ModelVersion['state'] }) {
  const { t } = useTranslation('trainer')
  return <Chip tone={tones[state]}>{t(`state.${state}`)}</Chip>
}

/** Every version that was made here, the newest first, and the one that came with Parley. */
export function VersionsCard({ versions }: { versions: readonly ModelVersion[] }) {
  const { t } = useTranslation('trainer')
  const language = useLanguage()
  return (
    <Card id="versions" title={t('versions.title')} aside={t('versions.hint')}>
      <div className={table.scroll}>
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">{t('versions.version')}</th>
              <th scope="col" className={table.number}>
                {t('versions.accuracy')}
              </th>
              <th scope="col" className={table.number}>
                {t('versions.macroF1')}
              </th>
              <th scope="col" className={table.number}>
                {t('versions.labels')}
              </th>
            </tr>
          </thead>
          <tbody>
            {versions.map(({ id, state, labels, metrics }) => (
              <tr key={id}>
                <th scope="row" className={table.named}>
                  <Link to="/trainer/versions/$id" params={{ id }} className={table.link}>
                    {id}
                  </Link>{' '}
                  <StateChip state={state} />
                </th>
                <td className={table.number}>{percent(metrics.accuracy, language)}</td>
                <td className={table.number}>{metrics.macroF1.toFixed(3)}</td>
                <td className={table.number}>{labels}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  )
}
