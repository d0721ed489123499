const AGAIN_MS = 1500
const RELOADED = 'parley.reloaded'
const RELOAD_AGAIN_MS = 30_000

/**
 * Loads a part of the console, and tries again when the server is away just then: a restart must not leave a hole in
 * the screen that only a reload mends.
 *
 * Some browsers keep a module that could not be fetched as failed for as long as the page stands and never ask again
 * (HTML, "fetch a single module script": the module map). There the page begins anew once the server is back.
 */
export async function patiently<Part>(load: () => Promise<Part>): Promise<Part> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await load()
    } catch (error) {
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS))
      if (tries > 1 && (await isThereAgain(error))) reload()
    }
  }
}

/** Whether the server has what the browser says it could not fetch. */
async function isThereAgain(error: unknown): Promise<boolean> {
  const named = error instanceof Error ? /https?:\/\/\S+\.js/.exec(error.message)?.[0] : undefined
  try {
    return (await fetch(named ?? location.href, { method: 'HEAD', cache: 'no-store' })).ok
  } catch {
    return false
  }
}

/** Not again and again: what fails after that fails for another reason. */
function reload(): void {
  const last = Number(sessionStorage.getItem(RELOADED) ?? 0)
  if (Date.now() - last < RELOAD_AGAIN_MS) return
  sessionStorage.setItem(RELOADED, String(Date.now()))
  location.reload()
}
