const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏']

/**
 * Shows what is being done: a turning sign with the seconds on a terminal, plain lines anywhere else. `during` also
 * takes functions that say more while it runs.
 */
export function createProgress(stream = process.stdout) {
  const live = stream.isTTY && !process.env.CI
  let timer
  let text = ''
  let since = 0

  const clear = () => {
    if (live && timer) stream.write('\r\u001b[K')
  }
  const draw = () => {
    const seconds = Math.floor((Date.now() - since) / 1000)
    const frame = FRAMES[Math.floor(Date.now() / 80) % FRAMES.length]
    stream.write(`\r\u001b[K${frame} ${text}${seconds > 2 ? ` (${seconds} s)` : ''}`)
  }
  const stop = () => {
    clear()
    clearInterval(timer)
    timer = undefined
  }
  return {
    live,
    line(words) {
      clear()
      stream.write(`${words}\n`)
    },
    /** Shows `words` while `work` runs. */
    async during(words, work) {
      text = words
      since = Date.now()
      if (live) timer = setInterval(draw, 80)
      else stream.write(`… ${words}\n`)
      try {
        const result = await work()
        stop()
        const ms = Date.now() - since
        stream.write(`✓ ${words}${ms > 2000 ? ` (${(ms / 1000).toFixed(1)} s)` : ''}\n`)
        return result
      } catch (error) {
        stop()
        stream.write(`✗ ${words}\n`)
        throw error
      }
    },
  }
}
