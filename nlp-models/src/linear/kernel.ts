import { KERNEL_CODE } from './kernel-code.ts'

const PAGE_BYTES = 65_536
/** Vectors of single precision lie at multiples of this. */
const ALIGNMENT = 16

/** What kernel/kernel.ts exports; all arguments are numbers, addresses are byte offsets into the memory. */
export interface KernelFunctions {
  margins(
    weights: number,
    width: number,
    rows: number,
    values: number,
    length: number,
    scales: number,
    bias: number,
    out: number,
  ): void
  setTexts(
    count: number,
    sparse: number,
    dimensions: number,
    offsets: number,
    columns: number,
    values: number,
    heldValues: number,
    dense: number,
    squares: number,
    slack: number,
  ): void
  solve(
    count: number,
    order: number,
    signs: number,
    alphas: number,
    weights: number,
    seed: number,
    maxPasses: number,
    tolerance: number,
  ): number
  forget(count: number, left: number, signs: number, alphas: number, weights: number): void
  judge(count: number, which: number, weights: number, out: number, left: boolean): void
}

export interface Kernel {
  readonly run: KernelFunctions
  readonly buffer: ArrayBuffer
}

let compiled: WebAssembly.Module | undefined

/** Starts the compiled loops over a memory of their own, of at least so many bytes. */
export function createKernel(bytes: number): Kernel {
  compiled ??= new WebAssembly.Module(Buffer.from(KERNEL_CODE, 'base64'))
  const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / PAGE_BYTES) + 1 })
  const { exports } = new WebAssembly.Instance(compiled, { env: { memory } })
  return { run: exports as unknown as KernelFunctions, buffer: memory.buffer }
}

/** Gives out stretches of a memory one after another; `end` is how much of it is taken. */
export class Layout {
  end = ALIGNMENT

  take(bytes: number): number {
    const from = this.end
    this.end = Math.ceil((from + bytes) / ALIGNMENT) * ALIGNMENT
    return from
  }
}
