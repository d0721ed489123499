/** Whether a figure kept the bar that it should not exceed. */
export function verdict(value: number, most: number): 'kept' | 'OVER' {
  return value <= most ? 'kept' : 'OVER'
}
