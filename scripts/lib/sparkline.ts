const LEVELS = '▁▂▃▄▅▆▇█'

/**
 * A course in one line, from the lowest of the numbers to the highest.
 * @param width characters at most; each stands for the mean of as many numbers
 */
export function sparkline(numbers: readonly number[], width = 24): string {
  const count = Math.min(width, numbers.length)
  const means = Array.from({ length: count }, (_, at) => {
    const part = numbers.slice(
      Math.floor((at * numbers.length) / count),
      Math.floor(((at + 1) * numbers.length) / count),
    )
    return part.reduce((sum, one) => sum + one, 0) / part.length
  })
  const [low, high] = [Math.min(...means), Math.max(...means)]
  const level = (mean: number): number => Math.round(((mean - low) / (high - low || 1)) * (LEVELS.length - 1))
  return means.map((mean) => LEVELS[level(mean)]).join('')
}
