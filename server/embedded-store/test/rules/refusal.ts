/** An error that the manual promises, by its number. */
export class Refusal extends Error {
  readonly code: number

  constructor(code: number, message: string) {
    super(`${code}: ${message}`)
    this.code = code
  }
}
