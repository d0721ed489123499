import { fileURLToPath } from 'node:url'

/** Where the language model lies that Parley ships with; the same from sources and from the build. */
export const defaultLanguageModelPath = fileURLToPath(
  new URL('../../trained/languages.model', import.meta.url),
)
