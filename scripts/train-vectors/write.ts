import { rename, writeFile } from 'node:fs/promises'
import { encodeWordVectors } from '@parley/nlp-models'

/** Writes the table that `defaultWordVectors()` reads; answers its size in bytes. */
export async function writeTable(
  path: string,
  words: readonly string[],
  vectors: readonly Float32Array[],
): Promise<number> {
  const dimensions = vectors[0]?.length ?? 0
  const values = new Float32Array(words.length * dimensions)
  for (const [row, vector] of vectors.entries()) values.set(vector, row * dimensions)
  const bytes = encodeWordVectors({ words, dimensions, values })
  await writeFile(`${path}.tmp`, bytes)
  await rename(`${path}.tmp`, path)
  return bytes.length
}
