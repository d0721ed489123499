import { createContext } from 'preact'
import { useContext, useEffect, useState } from 'preact/hooks'
import type { Chat } from '../core/chat.ts'
import type { ChatState } from '../core/chat-state.ts'
import type { KeyValue } from '../core/key-value.ts'
import type { Messages } from '../i18n/en.ts'

export interface Scene {
  chat: Chat
  state: ChatState
  m: Messages
  /** Kept in this tab of who is here: drafts, and what was put off. */
  tab: KeyValue
}

export const SceneContext = createContext<Scene | undefined>(undefined)

export function useScene(): Scene {
  const scene = useContext(SceneContext)
  if (!scene) throw new Error('outside of the widget')
  return scene
}

export function useChatState(chat: Chat): ChatState {
  const [state, setState] = useState(() => chat.state.get())
  useEffect(() => {
    const look = () => setState(chat.state.get())
    look()
    return chat.state.subscribe(look)
  }, [chat])
  return state
}

/** The one on the other side, as the customer should call them. */
export function authorName(by: { type: string; name?: string | undefined }, m: Messages): string {
  if (by.type === 'agent') return by.name ?? m.someone
  return by.type === 'bot' ? m.assistant : m.someone
}
