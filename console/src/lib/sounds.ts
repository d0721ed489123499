import type { Sound } from '@parley/server/contract'

interface Tone {
  /** Hertz; from the first to the second while it sounds. */
  from: number
  to: number
  /** Seconds from the beginning of the sound, and how long. */
  at: number
  long: number
  shape: OscillatorType
}

/** Made of tones: no file has to be fetched, and none can be missing. */
const sounds: Record<Sound, readonly Tone[]> = {
  chime: [
    { from: 880, to: 880, at: 0, long: 0.35, shape: 'sine' },
    { from: 1318, to: 1318, at: 0.13, long: 0.5, shape: 'sine' },
  ],
  drop: [{ from: 980, to: 420, at: 0, long: 0.22, shape: 'sine' }],
  bell: [
    { from: 1046, to: 1040, at: 0, long: 0.9, shape: 'triangle' },
    { from: 2093, to: 2090, at: 0, long: 0.4, shape: 'sine' },
  ],
  knock: [
    { from: 190, to: 120, at: 0, long: 0.09, shape: 'triangle' },
    { from: 190, to: 120, at: 0.16, long: 0.09, shape: 'triangle' },
  ],
}
export const soundNames = Object.keys(sounds) as Sound[]

let context: AudioContext | undefined

/** Plays a sound; answers false when the browser lets no page sound before it was clicked on. */
export async function play(sound: Sound, volume: number): Promise<boolean> {
  try {
    context ??= new AudioContext()
    if (context.state === 'suspended') await Promise.race([context.resume(), pause(RESUME_MS)])
    if (context.state !== 'running') return false
    for (const tone of sounds[sound]) sing(context, tone, volume)
    return true
  } catch {
    return false
  }
}
const RESUME_MS = 300
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

function sing(audio: AudioContext, { from, to, at, long, shape }: Tone, volume: number): void {
  const [start, end] = [audio.currentTime + at, audio.currentTime + at + long]
  const oscillator = audio.createOscillator()
  const gain = audio.createGain()
  oscillator.type = shape
  oscillator.frequency.setValueAtTime(from, start)
  oscillator.frequency.exponentialRampToValueAtTime(to, end)
  gain.gain.setValueAtTime(0.0001, start)
  gain.gain.exponentialRampToValueAtTime(Math.max(0.0002, volume * 0.5), start + 0.015)
  gain.gain.exponentialRampToValueAtTime(0.0001, end)
  oscillator.connect(gain).connect(audio.destination)
  oscillator.start(start)
  oscillator.stop(end)
}
