import { fileURLToPath } from 'node:url'

/** Where the model lies that Parley ships with; the same from sources and from the build. */
export const defaultModelPath = fileURLToPath(new URL('../trained/default.model', import.meta.url))
