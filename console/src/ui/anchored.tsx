import { type FloatingPosition, Menu, Popover } from '@mantine/core'
import { type ReactNode, type Ref, type RefObject, useLayoutEffect, useState } from 'react'
import './mantine-menu.css'

interface AnchoredProps {
  /** What it hangs on: it stays as it is, with its focus, while this comes and goes. */
  at: RefObject<HTMLElement | null>
  position?: FloatingPosition
  width?: number
  onClose: () => void
  children: ReactNode
}

/** A menu that hangs on a button which was there before; its code comes when it is first asked for. */
export function AnchoredMenu({ at, position = 'bottom-end', onClose, children, ...size }: AnchoredProps) {
  const leave = useLeaving(at, onClose)
  const [place] = useState(() => at.current?.closest<HTMLElement>('[role=dialog], main'))
  return (
    <Menu
      opened
      position={position}
      withInitialFocusPlaceholder={false}
      {...(place && { portalProps: { target: place } })}
      onClose={leave}
      {...size}
    >
      <Menu.Target>
        <Anchor at={at} />
      </Menu.Target>
      <Menu.Dropdown>{children}</Menu.Dropdown>
    </Menu>
  )
}

/** The same for a panel, which has a dialog in it. */
export function AnchoredPanel({ at, position = 'bottom-end', onClose, children, ...size }: AnchoredProps) {
  const leave = useLeaving(at, onClose)
  return (
    <Popover
      opened
      position={position}
      offset={10}
      withRoles={false}
      trapFocus
      onChange={(opened) => !opened && leave()}
      {...size}
    >
      <Popover.Target>
        <Anchor at={at} />
      </Popover.Target>
      <Popover.Dropdown p={0}>{children}</Popover.Dropdown>
    </Popover>
  )
}

/** Draws nothing: it gives the library the element that is there. */
function Anchor({ at, id, ref }: { at: RefObject<HTMLElement | null>; id?: string; ref?: Ref<HTMLElement> }) {
  useLayoutEffect(() => {
    if (typeof ref !== 'function') return
    // A menu is called as its button is.
    if (at.current && id !== undefined) at.current.id = id
    ref(at.current)
    return () => void ref(null)
  }, [at, id, ref])
  return null
}

/** Answers how to close: the focus goes back to where it was, which in some browsers is not the pressed button. */
function useLeaving({ current: anchor }: RefObject<HTMLElement | null>, onClose: () => void): () => void {
  const [before] = useState(() => document.activeElement)
  return () => {
    const back = before instanceof HTMLElement && before !== document.body ? before : anchor
    back?.focus({ preventScroll: true })
    onClose()
  }
}
