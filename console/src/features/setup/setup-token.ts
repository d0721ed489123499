const STORED_AS = 'parley.setup'

/** For this tab only: a reload in the middle of the wizard goes on, and nothing stays on the machine. */
export function keepToken(token: string): void {
  try {
    sessionStorage.setItem(STORED_AS, token)
  } catch {
    // Storage is off: the printed address has to be opened again after a reload.
  }
}

export function keptToken(): string | undefined {
  try {
    return sessionStorage.getItem(STORED_AS) ?? undefined
  } catch {
    return undefined
  }
}
