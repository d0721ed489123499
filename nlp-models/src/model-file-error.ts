export type ModelFileErrorCode = 'model_corrupt' | 'model_missing' | 'model_version'

/** A model file that cannot be used; the code says whether it is absent, damaged or of another format. */
export class ModelFileError extends Error {
  override readonly name = 'ModelFileError'
  readonly code: ModelFileErrorCode

  constructor(code: ModelFileErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
