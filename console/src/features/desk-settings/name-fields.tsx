import { TextInput } from '@mantine/core'
import type { Named } from '@parley/server/contract'

/** One name in both languages. */
export function NameFields({
  labels,
  name,
  onChange,
}: {
  labels: Named
  name: Named
  onChange: (name: Named) => void
}) {
  return (
    <>
      <TextInput
        label={labels.en}
        value={name.en}
        maxLength={80}
        onChange={(event) => onChange({ ...name, en: event.currentTarget.value })}
      />
      <TextInput
        label={labels.zh}
        value={name.zh}
        maxLength={80}
        lang="zh-CN"
        onChange={(event) => onChange({ ...name, zh: event.currentTarget.value })}
      />
    </>
  )
}
