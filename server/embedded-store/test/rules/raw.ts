import mongoose from 'mongoose'
import type { Field, ObjectValue, Value } from './values.ts'

const { Decimal128 } = mongoose.mongo

/** Reads the bytes of a document as the server sent them, so that no reader in between rounds or reorders anything. */
export function fromRaw(bytes: Uint8Array): ObjectValue {
  const reader = new Reader(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  return { t: 'object', fields: reader.document() }
}

class Reader {
  private at = 0
  private readonly bytes: Buffer

  constructor(bytes: Buffer) {
    this.bytes = bytes
  }

  document(): Field[] {
    const fields: Field[] = []
    this.int32()
    for (;;) {
      const type = this.bytes.readUInt8(this.at++)
      if (type === 0) return fields
      const name = this.cstring()
      fields.push([name, this.value(type)])
    }
  }

  private value(type: number): Value {
    switch (type) {
      case 0x01:
        this.at += 8
        return { t: 'double', n: this.bytes.readDoubleLE(this.at - 8) }
      case 0x02:
        return { t: 'string', s: this.take(this.int32()).subarray(0, -1).toString('utf8') }
      case 0x03:
        return { t: 'object', fields: this.document() }
      case 0x04:
        return { t: 'array', items: this.document().map(([, item]) => item) }
      case 0x05: {
        const length = this.int32()
        const subtype = this.bytes.readUInt8(this.at++)
        return { t: 'binary', subtype, bytes: [...this.take(length)] }
      }
      case 0x07:
        return { t: 'oid', hex: this.take(12).toString('hex') }
      case 0x08:
        return { t: 'bool', b: this.bytes.readUInt8(this.at++) === 1 }
      case 0x09:
        return { t: 'date', ms: this.take(8).readBigInt64LE() }
      case 0x0a:
        return { t: 'null' }
      case 0x0b:
        return { t: 'regex', pattern: this.cstring(), flags: this.cstring() }
      case 0x10:
        return { t: 'int', n: BigInt(this.int32()) }
      case 0x11:
        return { t: 'timestamp', n: this.take(8).readBigUInt64LE() }
      case 0x12:
        return { t: 'long', n: this.take(8).readBigInt64LE() }
      case 0x13:
        return { t: 'decimal', s: new Decimal128(Uint8Array.from(this.take(16))).toString() }
      case 0xff:
        return { t: 'minKey' }
      case 0x7f:
        return { t: 'maxKey' }
      default:
        throw new Error(`no reading of type ${type}`)
    }
  }

  private int32(): number {
    this.at += 4
    return this.bytes.readInt32LE(this.at - 4)
  }

  private take(length: number): Buffer {
    this.at += length
    return this.bytes.subarray(this.at - length, this.at)
  }

  private cstring(): string {
    const end = this.bytes.indexOf(0, this.at)
    const text = this.bytes.subarray(this.at, end).toString('utf8')
    this.at = end + 1
    return text
  }
}
