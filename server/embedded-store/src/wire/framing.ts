/** MongoDB's own limit on one message. */
export const MAX_MESSAGE_BYTES = 48_000_000
const HEADER_BYTES = 16

/** The stream does not hold messages any more; the only safe answer is to close the connection. */
export class FramingError extends Error {}

/** Cuts a byte stream into whole messages. */
export class Framer {
  readonly #limit: () => number
  #chunks: Buffer[] = []
  #size = 0

  /** @param limit how long a message may be, asked for each */
  constructor(limit: () => number = () => MAX_MESSAGE_BYTES) {
    this.#limit = limit
  }

  push(chunk: Buffer): Buffer[] {
    this.#chunks.push(chunk)
    this.#size += chunk.length
    const messages: Buffer[] = []
    for (let message = this.#next(); message; message = this.#next()) messages.push(message)
    return messages
  }

  #next(): Buffer | undefined {
    if (this.#size < HEADER_BYTES) return undefined
    const length = this.#peekLength()
    if (length < HEADER_BYTES || length > this.#limit())
      throw new FramingError(`invalid message length ${length}`)
    if (this.#size < length) return undefined
    // Joined once per message, not once per chunk: a 48 MB message arrives in hundreds of them.
    const whole =
      this.#chunks.length === 1 && this.#chunks[0] ? this.#chunks[0] : Buffer.concat(this.#chunks, this.#size)
    const rest = whole.subarray(length)
    this.#chunks = rest.length > 0 ? [rest] : []
    this.#size = rest.length
    return whole.subarray(0, length)
  }

  #peekLength(): number {
    const [first] = this.#chunks
    if (first && first.length >= 4) return first.readInt32LE(0)
    const joined = Buffer.concat(this.#chunks, this.#size)
    this.#chunks = [joined]
    return joined.readInt32LE(0)
  }
}
