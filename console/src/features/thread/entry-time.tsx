import { clockTime, fullTime } from '../../lib/format.ts'
import { useLanguage } from '../../lib/use-format.ts'

export function EntryTime({ at }: { at: number }) {
  const language = useLanguage()
  return (
    <time dateTime={new Date(at).toISOString()} title={fullTime(at, language)}>
      {clockTime(at, language)}
    </time>
  )
}
