import { scanEntities } from '../entities/scan-entities.ts'
import { maskEntities, type Token, tokenise } from '../text/tokens.ts'

/** Tokens of a text as intent models read them: entities stand as placeholders. */
export function readIntentText(text: string, orderMasks: readonly string[]): readonly Token[] {
  return maskEntities(tokenise(text), scanEntities(text, { orderMasks }))
}
