import { type NavigateOptions, useRouter } from '@tanstack/react-router'
import { type ComponentPropsWithRef, type MouseEvent, useMemo } from 'react'

/** Where a link leads: made by a function that knows the routes, such as `listAddress` or `behind`. */
interface Address {
  to: string
  params?: object
  search?: object
}

interface PlainLinkProps extends ComponentPropsWithRef<'a'> {
  address: Address
}

/**
 * A link of the navigation. The router's own is drawn anew with every step that anybody takes, to find out whether it
 * points to where one is; these are told by what draws them.
 */
export function PlainLink({ address, children, ...rest }: PlainLinkProps) {
  const target = address as NavigateOptions
  const router = useRouter()
  const key = JSON.stringify([address.to, address.params, address.search])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says all of the address
  const href = useMemo(() => router.buildLocation(target).href, [router, key])
  const go = (event: MouseEvent) => {
    const elsewhere = event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey
    if (event.defaultPrevented || elsewhere) return
    event.preventDefault()
    void router.navigate(target)
  }
  return (
    <a {...rest} href={href} onClick={go}>
      {children}
    </a>
  )
}
