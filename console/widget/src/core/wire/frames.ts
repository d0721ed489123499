import { isRecord } from '../key-value.ts'

/**
 * The part of the Socket.IO protocol (version 5 over Engine.IO 4) that a text-only client of one namespace needs. The
 * full client is 13 kB of binary packets, upgrades and rooms for other namespaces: half of what the widget may weigh.
 */
export const NAMESPACE = '/widget'

export type Frame =
  | { kind: 'open'; sid: string; silenceMs: number }
  | { kind: 'ping' }
  | { kind: 'connected' }
  | { kind: 'refused'; why: unknown }
  | { kind: 'event'; name: string; body: unknown }
  | { kind: 'answer'; id: number; body: unknown }
  /** The server closed the connection, or what came is none of ours. */
  | { kind: 'closed' }
  | { kind: 'nothing' }

export const PONG = '3'
export const LEAVE = `41${NAMESPACE},`

export function connectFrame(auth: object): string {
  return `40${NAMESPACE},${JSON.stringify(auth)}`
}

export function eventFrame(name: string, body: unknown, id?: number): string {
  return `42${NAMESPACE},${id ?? ''}${JSON.stringify([name, body])}`
}

/** Reads one frame of the server's; what cannot be read counts as closed, so that the client connects anew. */
export function readFrame(frame: string): Frame {
  const type = frame[0]
  if (type === '2') return { kind: 'ping' }
  if (type === '0') return readOpen(parse(frame.slice(1)))
  if (type === '6') return { kind: 'nothing' }
  if (type !== '4') return { kind: 'closed' }
  const match = /^4(\d)\/widget,(\d*)(.*)$/s.exec(frame)
  return match ? readPacket(match[1], match[2] ?? '', parse(match[3] ?? '')) : { kind: 'closed' }
}

function readPacket(type: string | undefined, id: string, body: unknown): Frame {
  if (type === '0') return { kind: 'connected' }
  if (type === '4') return { kind: 'refused', why: isRecord(body) ? body['data'] : undefined }
  if (type === '3' && Array.isArray(body)) return { kind: 'answer', id: Number(id), body: body[0] }
  if (type === '2' && Array.isArray(body)) return { kind: 'event', name: String(body[0]), body: body[1] }
  return { kind: 'closed' }
}

function readOpen(open: unknown): Frame {
  if (!isRecord(open)) return { kind: 'closed' }
  return {
    kind: 'open',
    sid: String(open['sid']),
    silenceMs: Number(open['pingInterval']) + Number(open['pingTimeout']),
  }
}

function parse(json: string): unknown {
  try {
    return json ? JSON.parse(json) : undefined
  } catch {
    return undefined
  }
}
