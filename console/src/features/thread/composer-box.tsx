import { useRef } from 'react'
import { useTranslation } from '../../lib/use-translation.ts'
import styles from './composer.module.css'
import { ComposerFoot } from './composer-foot.tsx'
import { ComposerMarks } from './composer-marks.tsx'
import { ComposerMenus, openMenuOf } from './composer-menus.tsx'
import { SuggestionStrip } from './suggestion-strip.tsx'
import { useAttaching } from './use-attaching.ts'
import { type ComposerProps, useComposer } from './use-composer.ts'

export function ComposerBox(props: ComposerProps) {
  const { row, mode, ownership, boxRef } = props
  const { t } = useTranslation()
  const marks = useRef<HTMLDivElement>(null)
  const composer = useComposer(props)
  const { writing, write, suggestions, unresolved, problem, keys } = composer
  const attaching = useAttaching(row.id, mode, write)
  const menu = openMenuOf(composer)
  return (
    <>
      <ComposerMenus composer={composer} language={row.language} />
      <SuggestionStrip suggestions={suggestions} onInsert={composer.insert} />
      <div className={styles.stage}>
        <ComposerMarks text={writing.text} unresolved={unresolved} layer={marks} />
        <textarea
          ref={boxRef}
          className={styles.box}
          rows={3}
          aria-label={
            mode === 'reply' ? t('composer.replyTo', { name: row.customer.name }) : t('composer.noteLabel')
          }
          aria-autocomplete="list"
          aria-haspopup="listbox"
          aria-controls={menu?.list}
          aria-activedescendant={menu?.active}
          aria-describedby="composer-status"
          aria-invalid={problem !== undefined}
          placeholder={t(mode === 'reply' ? 'composer.replyPlaceholder' : 'composer.notePlaceholder')}
          value={writing.text}
          onChange={(event) => write(event.currentTarget.value, event.currentTarget.selectionStart)}
          onSelect={(event) => writing.setCaret(event.currentTarget.selectionStart)}
          onScroll={(event) => marks.current?.scrollTo(0, event.currentTarget.scrollTop)}
          onKeyDown={keys.handleKey}
          onFocus={keys.handleFocus}
          onBlur={composer.leave}
          onPaste={attaching.paste}
        />
      </div>
      <ComposerFoot
        row={row}
        mode={mode}
        ownership={ownership}
        problem={problem}
        draft={writing.draft}
        attaching={attaching}
        unresolved={unresolved}
        onGoTo={({ from, to }) => writing.select(from, to)}
        onCall={composer.call}
        onPut={composer.put}
        onLeave={() => writing.select(writing.caret)}
        onSend={() => {
          composer.send()
          boxRef.current?.focus()
        }}
      />
    </>
  )
}
