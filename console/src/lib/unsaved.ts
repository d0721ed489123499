/** Asks whoever is at the form; whether it may be left, with what was written in it. */
type Ask = () => Promise<boolean>

const forms = new Set<Ask>()

/** A form has something that is not saved. Answers how to say that it has not any more. */
export function holdUnsaved(ask: Ask): () => void {
  forms.add(ask)
  return () => void forms.delete(ask)
}

/** Whether something on the screen is not saved. */
export function hasUnsaved(): boolean {
  return forms.size > 0
}

/** Asks, when something is not saved, before what cannot be asked by the router: signing out. */
export async function mayLeave(): Promise<boolean> {
  for (const ask of [...forms]) if (!(await ask())) return false
  return true
}
