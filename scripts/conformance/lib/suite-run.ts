import type { Tool } from '../../lib/tool.ts'

export interface SuiteRun {
  /** An existing folder or file. */
  readonly suite: string
  /** Only tests whose name has this in it. */
  readonly only: string | undefined
  readonly differences: ReadonlySet<string>
  /** Starts the server that is measured, once; never called when there is nothing to run. */
  readonly server: () => Promise<string>
  readonly tool: Tool
}
