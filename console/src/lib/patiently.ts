const AGAIN_MS = 1500

/**
 * Loads a part of the console, and tries again when the server is away just then: a restart must not leave a hole in
 * the screen that only a reload mends.
 */
export async function patiently<Part>(load: () => Promise<Part>): Promise<Part> {
  for (;;) {
    try {
      return await load()
    } catch {
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS))
    }
  }
}
