import { create } from 'zustand'

export type ConnectionStatus = 'connecting' | 'online' | 'lost' | 'ended'

/** How the live connection stands. `lost` only after it was there once. */
export const useConnection = create<{ status: ConnectionStatus }>(() => ({ status: 'connecting' }))
