import { Link, type LinkProps, useLocation } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef } from 'react'
import styles from './side-nav.module.css'

/** The pages of an area: a column at the left, on a phone a row that scrolls, to where the present page is. */
export function SideNav({ label, children }: { label: string; children: ReactNode }) {
  const nav = useRef<HTMLElement>(null)
  const { pathname } = useLocation()
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page is here then
  useEffect(() => {
    const here = nav.current?.querySelector('[aria-current]')
    // Newer browsers answer with a promise, which an effect must not return.
    void here?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [pathname])
  return (
    <nav ref={nav} className={styles.nav} aria-label={label}>
      {children}
    </nav>
  )
}

export function SideLink({
  to,
  name,
  icon,
  count,
  exact = false,
}: {
  to: NonNullable<LinkProps['to']>
  name: string
  icon?: ReactNode
  count?: ReactNode
  /** For the page whose address is the beginning of the others'. */
  exact?: boolean
}) {
  return (
    <Link
      to={to}
      className={styles.link}
      activeOptions={{ exact, includeSearch: false }}
      activeProps={{ 'aria-current': 'page' }}
    >
      {icon}
      <span className={styles.name}>{name}</span>
      {count !== undefined && <span className={styles.count}>{count}</span>}
    </Link>
  )
}

export function SideHeading({ children }: { children: ReactNode }) {
  return <h2 className={styles.heading}>{children}</h2>
}
