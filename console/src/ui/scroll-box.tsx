import type { ReactNode } from 'react'

/** Around what may be larger than its place: it scrolls by itself, and by keyboard too. */
export function ScrollBox({
  labelledBy,
  className,
  children,
}: {
  /** Id of the heading that names it. */
  labelledBy: string
  className?: string | undefined
  children: ReactNode
}) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: no form's fieldset; a section would be a second landmark of the name
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <div className={className} role="group" tabIndex={0} aria-labelledby={labelledBy}>
      {children}
    </div>
  )
}
