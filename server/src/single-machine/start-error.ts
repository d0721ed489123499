/** A start that cannot succeed for a reason that the person can mend; the message is one sentence. */
export class StartError extends Error {
  override readonly name = 'StartError'
}
