import type { ComponentPropsWithRef, ReactNode } from 'react'
import styles from './button.module.css'

interface ButtonProps extends ComponentPropsWithRef<'button'> {
  size?: 'tiny' | 'small' | 'usual'
  /** `main` for the one thing to do next, `other` for what stands beside it, `quiet` for leaving. */
  tone?: 'main' | 'other' | 'quiet'
  round?: boolean
  before?: ReactNode
  after?: ReactNode
}

/**
 * A button of what is always on the screen: one element that looks as the library's does, which draws five and works
 * out its style in script each time.
 */
export function Button({
  size = 'usual',
  tone = 'main',
  round = false,
  before,
  after,
  className = '',
  children,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={`${styles.button} ${className}`}
      data-size={size}
      data-tone={tone}
      data-round={round || undefined}
    >
      {before !== undefined && (
        <span className={styles.before} data-part="before">
          {before}
        </span>
      )}
      {children}
      {after !== undefined && <span className={styles.after}>{after}</span>}
    </button>
  )
}
