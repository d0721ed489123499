import type { Tool } from '../../lib/tool.ts'

export interface SuiteRun {
  /** An existing folder or file. */
  readonly suite: string
  /** Only tests whose name has this in it. */
  readonly only: string | undefined
  readonly differences: ReadonlySet<string>
  /** The server that is measured; absent: the suite starts the embedded store as it needs it. */
  readonly uri: string | undefined
  readonly tool: Tool
}
