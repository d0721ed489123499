import { useComputedColorScheme } from '@mantine/core'
import type { View } from '@parley/server/contract'
import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { type CommandId, createKeyReader, handlerOf, useCommands } from '../lib/commands.ts'
import { currentLanguage } from '../lib/i18n.ts'
import { changePreferences, preferences } from '../lib/preferences.ts'
import { useSession } from '../lib/session.ts'
import { inboxAddress } from '../lib/views.ts'
import { usePresence } from './use-presence.ts'
import { useSignOut } from './use-sign-out.ts'

const OVERLAYS = '[role="dialog"], [role="menu"], [aria-modal="true"]'

export function useAppCommands({ onHelp, onPalette }: { onHelp: () => void; onPalette: () => void }): void {
  const navigate = useNavigate()
  const { permissions } = useSession()
  const scheme = useComputedColorScheme()
  const { presence, setPresence } = usePresence()
  const signOut = useSignOut()
  const go = (view: View) => () => void navigate(inboxAddress(view))
  useCommands('app', {
    goWaiting: go('waiting'),
    goMine: go('mine'),
    goBot: go('bot'),
    goOpen: go('open'),
    goClosed: go('closed'),
    goCustomers: () => void navigate({ to: '/customers' }),
    goTrainer: permissions.includes('training.read') ? () => void navigate({ to: '/trainer' }) : undefined,
    goSupervisor: permissions.includes('insights.read')
      ? () => void navigate({ to: '/supervisor' })
      : undefined,
    help: onHelp,
    palette: onPalette,
    presence: () => setPresence(presence === 'online' ? 'away' : 'online'),
    theme: () => changePreferences({ theme: scheme === 'dark' ? 'light' : 'dark' }),
    density: () =>
      changePreferences({ density: preferences().density === 'compact' ? 'comfortable' : 'compact' }),
    language: () => changePreferences({ language: currentLanguage() === 'zh' ? 'en' : 'zh' }),
    signOut,
  })
  useKeyboard()
}

function useKeyboard(): void {
  useEffect(() => {
    const read = createKeyReader(Date.now)
    const handle = (event: KeyboardEvent) => {
      // Never Alt: browsers open menus with it, and many languages type letters with it.
      if (event.defaultPrevented || event.isComposing || event.altKey) return
      const command = event.metaKey || event.ctrlKey ? withModifier(event) : plain(event, read)
      if (command) run(event, handlerOf(command))
    }
    addEventListener('keydown', handle)
    return () => removeEventListener('keydown', handle)
  }, [])
}

function withModifier(event: KeyboardEvent): CommandId | undefined {
  const key = event.key.toLowerCase()
  if (key === 'k') return 'palette'
  // Where something is written, it takes back what was typed there.
  return key === 'z' && !event.shiftKey && !hasWords(event.target) ? 'undoSend' : undefined
}

function hasWords(target: EventTarget | null): boolean {
  return (target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement) && target.value !== ''
}

function plain(event: KeyboardEvent, read: (key: string) => CommandId | undefined): CommandId | undefined {
  if (isTyping(event.target) || document.querySelector(OVERLAYS)) return undefined
  // A focused control keeps its own Enter.
  if (event.key === 'Enter' && event.target !== document.body) return undefined
  return read(event.key.length === 1 ? event.key.toLowerCase() : event.key)
}

function run(event: KeyboardEvent, handler: (() => void) | undefined): void {
  if (!handler) return
  event.preventDefault()
  handler()
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest('input, textarea, select, [contenteditable="true"]') !== null
  )
}
