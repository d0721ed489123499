const WIDTH = 24

export interface Bar {
  show(done: number, total: number, words: string): void
  end(): void
}

/** A progress bar on standard error: drawn over itself on a terminal, a line each tenth elsewhere. */
export function createBar(name: string, stream: NodeJS.WriteStream = process.stderr): Bar {
  const live = stream.isTTY === true
  let tenth = -1
  return {
    show(done, total, words) {
      const share = total === 0 ? 1 : Math.min(1, done / total)
      const now = Math.floor(share * 10)
      if (!live && now === tenth) return
      tenth = now
      const full = Math.round(share * WIDTH)
      const drawn = `${'█'.repeat(full)}${'░'.repeat(WIDTH - full)}`
      stream.write(`${live ? '\r\u001b[K' : ''}${name} ${drawn} ${done}/${total} ${words}${live ? '' : '\n'}`)
    },
    end() {
      if (live) stream.write('\r\u001b[K')
    },
  }
}
