import { createRequire } from 'node:module'
import type { SlotRequest, SlotResult } from './slot-request.ts'

interface Edge {
  readonly entity: string
  readonly resolution?: {
    readonly strValue?: string
    readonly strFutureValue?: string
    readonly values?: readonly { readonly value?: string }[]
  }
}

interface Extractor {
  extract(input: { utterance: string; locale: string }): Promise<{ edges?: readonly Edge[] }>
}

/**
 * node-nlp's recognisers, taken as the one module that holds them: its root would also load forty languages,
 * 250 MB and an old spreadsheet reader (xlsx) that no text of a customer should ever come near.
 */
function createExtractor(): Extractor {
  const require = createRequire(import.meta.url)
  const ofNodeNlp = createRequire(require.resolve('node-nlp'))
  const { BuiltinMicrosoft } = ofNodeNlp('@nlpjs/builtin-microsoft') as {
    BuiltinMicrosoft: new (settings: { builtins: readonly string[] }) => Extractor
  }
  return new BuiltinMicrosoft({ builtins: ['Number', 'DateTime'] })
}

const extractor = createExtractor()

/** More than the longest numbers and dates that people write out. */
const MOST_NUMERALS = 15
const numerals = /[〇零一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟萬億]/gu

/**
 * Finds dates and numbers of either language by node-nlp. Its time is exponential in the number of Chinese numerals,
 * 21 of them take it over five seconds: such a text is none of its business.
 */
export async function recogniseByNodeNlp({ text, language, kind }: SlotRequest): Promise<SlotResult> {
  if (kind !== 'date' && kind !== 'number') return undefined
  if ((text.match(numerals)?.length ?? 0) > MOST_NUMERALS) return undefined
  const { edges = [] } = await extractor.extract({ utterance: text, locale: language })
  const value = kind === 'date' ? dateOf(edges) : numberOf(edges)
  return value === undefined ? undefined : { kind, value, by: 'node-nlp' }
}

function dateOf(edges: readonly Edge[]): string | undefined {
  for (const { entity, resolution } of edges) {
    if (entity !== 'date' && entity !== 'datetime') continue
    const value = resolution?.strFutureValue ?? resolution?.strValue ?? resolution?.values?.[0]?.value
    if (value !== undefined && /^\d{4}-\d{2}-\d{2}/.test(value)) return value.slice(0, 10)
  }
  return undefined
}

function numberOf(edges: readonly Edge[]): string | undefined {
  return edges.find(({ entity }) => entity === 'number')?.resolution?.strValue
}
