import { faultWords } from '../contract/fault-words.ts'
import type { Fault, FaultCode } from '../contract/index.ts'

/** The fault of a code, in words. */
export function fault(code: FaultCode, detail?: string): Fault {
  return { code, ...faultWords[code], ...(detail === undefined ? {} : { detail }) }
}
