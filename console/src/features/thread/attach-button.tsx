import { IconPaperclip } from '@tabler/icons-react'
import { useRef } from 'react'
import { useCommands } from '../../lib/commands.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { IconButton } from '../../ui/icon-button.tsx'

export function AttachButton({ onFiles }: { onFiles: (files: readonly File[]) => void }) {
  const { t } = useTranslation('files')
  const input = useRef<HTMLInputElement>(null)
  const pick = () => input.current?.click()
  useCommands('attach', { attach: pick })
  return (
    <>
      <IconButton label={t('attach')} command="attach" onClick={pick}>
        <IconPaperclip size={18} stroke={1.8} aria-hidden="true" />
      </IconButton>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          onFiles([...(event.currentTarget.files ?? [])])
          // The same file again is a choice too.
          event.currentTarget.value = ''
        }}
      />
    </>
  )
}
