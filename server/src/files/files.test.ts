import { randomBytes } from 'node:crypto'
import type { Connection } from 'mongoose'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { officeOf, pdfOf, phonePhoto, picture, pngOf, zipOf } from '../../test/support/sample-files.ts'
import { startStore, type TestStore } from '../../test/support/store.ts'
import { connectStore, ensureIndexes } from '../storage/mongo.ts'
import { ownFilter } from '../storage/own-filter.ts'
import { createSealer, type Sealer } from '../storage/sealing.ts'
import { CHUNK_BYTES } from './content.ts'
import { fileChunksOn, filesOn } from './file-record.ts'
import { createFiles, type Files, type FoundFile } from './files.ts'

const MAX = 1024 * 1024
let store: TestStore
let connection: Connection
let sealer: Sealer
let files: Files

beforeAll(async () => {
  store = await startStore()
  connection = await connectStore({ uri: store.uri, appName: 'test' })
  sealer = createSealer({ connection, masterKey: randomBytes(32) })
  files = createFiles({ connection, sealer, maxBytes: MAX })
  await ensureIndexes(connection)
})
afterAll(async () => {
  await connection?.close()
  await store?.stop()
})

let people = 0
const somebody = () => {
  people += 1
  return { thread: `t${people}`, identity: `shop:visitor:${people}`, sender: 'customer' }
}

async function* inPieces(bytes: Uint8Array, size = 50_000) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}
const give = (
  bytes: Uint8Array,
  name: string,
  who = somebody(),
  body: AsyncIterable<Uint8Array> = inPieces(bytes),
) => files.upload({ ...who, name, bytes: bytes.length, body })

async function whole(file: FoundFile | undefined): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of file?.read(0, file.bytes - 1) ?? []) pieces.push(piece)
  return Buffer.concat(pieces)
}
const left = async () => [
  await filesOn(connection).countDocuments(),
  await fileChunksOn(connection).countDocuments(),
]

describe('what a file is, its bytes say', () => {
  const wav = Buffer.concat([Buffer.from('RIFF'), Buffer.alloc(4), Buffer.from('WAVEfmt '), Buffer.alloc(32)])
  const mp4 = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypisom'), Buffer.alloc(400)])
  const cases: [string, () => Promise<Buffer> | Buffer, string, string][] = [
    ['a.png', () => picture('png'), 'image/png', 'a.png'],
    ['a.jpg', () => picture('jpeg'), 'image/jpeg', 'a.jpg'],
    ['a.gif', () => picture('gif'), 'image/gif', 'a.gif'],
    ['a.webp', () => picture('webp'), 'image/webp', 'a.webp'],
    ['lies.pdf', () => picture('png'), 'image/png', 'lies.png'],
    ['page.html', () => picture('jpeg'), 'image/jpeg', 'page.jpg'],
    ['a.pdf', () => pdfOf('x'), 'application/pdf', 'a.pdf'],
    [
      'a.docx',
      () => officeOf('word'),
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      'a.docx',
    ],
    [
      'a.xlsx',
      () => officeOf('xl'),
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'a.xlsx',
    ],
    [
      'a.pptx',
      () => officeOf('ppt'),
      'application/vnd.openxmlformats-officedocument.presentationml.presentation',
      'a.pptx',
    ],
    ['a.wav', () => wav, 'audio/wav', 'a.wav'],
    ['a.mp4', () => mp4, 'video/mp4', 'a.mp4'],
    ['a.csv', () => Buffer.from('order,状态\nNW-1,=1+1\n'), 'text/csv', 'a.csv'],
    ['a.txt', () => Buffer.from('5 < 6 and <script> in the middle is talk'), 'text/plain', 'a.txt'],
    ['a.log', () => Buffer.from('\ufeffline'), 'text/plain', 'a.log'],
  ]
  test.each(cases)('%s', async (name, make, mime, named) => {
    const bytes = await make()
    const given = await give(bytes, name)
    expect(given).toMatchObject({ mime, name: named, type: mime.startsWith('image/') ? 'image' : 'file' })
    const found = await files.find(given.id)
    expect((await whole(found)).equals(bytes)).toBe(true)
  })

  const refused: [string, () => Promise<Buffer> | Buffer][] = [
    ['page.html', () => Buffer.from('<!DOCTYPE html><script>alert(1)</script>')],
    ['harmless.txt', () => Buffer.from('\n\n  <html onclick=alert(1)>')],
    ['image.svg', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
    ['image.png', () => Buffer.from('<?xml version="1.0"?><svg onload="alert(1)"/>')],
    ['x.svg', () => Buffer.from('just words')],
    ['run.js', () => Buffer.from('alert(1)')],
    ['run.txt', () => Buffer.from('#!/bin/sh\nrm -rf /')],
    ['a.txt', () => Buffer.from('<?php system($_GET[0]);')],
    ['setup.exe', () => Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)])],
    ['photo.jpg', () => Buffer.concat([Buffer.from('\x7fELF\x02\x01\x01', 'latin1'), Buffer.alloc(200)])],
    ['a.zip', () => zipOf({ 'a.txt': 'x' })],
    ['a.bin', () => randomBytes(500)],
    ['utf16.txt', () => Buffer.from('\ufeffwords', 'utf16le')],
    ['nul.txt', () => Buffer.from('words\0words')],
    // A GIF by its first bytes and a script by the rest: it cannot be drawn.
    ['both.gif', () => Buffer.from('GIF89a/*\x00\x00*/=1;alert(1)//')],
    // Declares ten thousand times what it has: nobody unfolds it.
    ['endless.png', () => pngOf(60_000, 60_000)],
    ['cut.png', async () => (await picture('png', { width: 300, height: 300 })).subarray(0, 60)],
  ]
  test.each(refused)('%s is refused', async (name, make) => {
    const before = await left()
    await expect(give(await make(), name)).rejects.toMatchObject({ code: 'unsupported_file' })
    expect(await left()).toEqual(before)
  })

  test('a GIF that is drawn and would also run is served as a picture and nothing else', async () => {
    const both = Buffer.concat([await picture('gif'), Buffer.from('*/=1;alert(1)//')])
    expect(await give(both, 'both.gif')).toMatchObject({ mime: 'image/gif', type: 'image', width: 40 })
  })

  test('a document that declares four gigabytes is not unfolded', async () => {
    const bytes = officeOf('word', 0xffff_fff0)
    const given = await give(bytes, 'endless.docx').catch((error: { code: string }) => error.code)
    expect(['unsupported_file', bytes.length]).toContain(typeof given === 'string' ? given : given.bytes)
  })
})

describe('size', () => {
  test('nothing at all is no file', async () => {
    await expect(give(Buffer.alloc(0), 'a.txt')).rejects.toMatchObject({ code: 'empty_file' })
  })
  test('too large by what is said, and too large by what comes', async () => {
    const body = inPieces(Buffer.alloc(MAX + 1, 'a'))
    await expect(give(Buffer.alloc(MAX + 1), 'a.txt')).rejects.toMatchObject({
      code: 'too_large',
      status: 413,
    })
    const before = await left()
    await expect(give(Buffer.from('a'), 'a.txt', somebody(), body)).rejects.toMatchObject({
      code: 'too_large',
    })
    expect(await left()).toEqual(before)
  })
  test('exactly as large as may be, over several chunks, comes back whole and in parts', async () => {
    const bytes = Buffer.from(randomBytes(MAX / 2).toString('hex'))
    const file = await files.find((await give(bytes, 'a.txt')).id)
    expect((await whole(file)).equals(bytes)).toBe(true)
    const across: Buffer[] = []
    for await (const piece of file?.read(CHUNK_BYTES - 3, CHUNK_BYTES + 4) ?? []) across.push(piece)
    expect(Buffer.concat(across).equals(bytes.subarray(CHUNK_BYTES - 3, CHUNK_BYTES + 5))).toBe(true)
  })
  test('a sender that breaks off leaves nothing', async () => {
    const before = await left()
    async function* broken() {
      yield Buffer.alloc(CHUNK_BYTES + 10, 'a')
      throw new Error('aborted')
    }
    await expect(give(Buffer.alloc(MAX, 'a'), 'a.txt', somebody(), broken())).rejects.toThrow('aborted')
    expect(await left()).toEqual(before)
  })
  test('who uploads and uploads and sends nothing is stopped', async () => {
    const who = somebody()
    for (let n = 0; n < 5; n += 1) await give(Buffer.from('x'.repeat(MAX - 10 + n)), `${n}.txt`, who)
    await expect(give(Buffer.alloc(MAX, 'y'), 'more.txt', who)).rejects.toMatchObject({
      code: 'too_many_requests',
    })
  })
})

test('a photograph loses its place and its camera, and stands upright', async () => {
  const photo = await phonePhoto()
  expect((await sharp(photo).metadata()).exif).toBeDefined()
  const given = await give(photo, 'IMG_1.jpg')
  expect(given).toMatchObject({ type: 'image', width: 20, height: 60 })
  const file = await files.find(given.id)
  const served = await sharp(await whole(file)).metadata()
  expect([served.exif, served.width, served.height]).toEqual([undefined, 20, 60])
  const thumb = await sharp(await file?.thumb()).metadata()
  expect([thumb.format, thumb.exif, thumb.width]).toEqual(['webp', undefined, 20])
})

test('the same file of one person is stored once; of two people it is not seen to be the same', async () => {
  const bytes = pdfOf('same')
  const [one, two] = [somebody(), somebody()]
  const first = await give(bytes, 'a.pdf', one)
  const chunks = await fileChunksOn(connection).countDocuments()
  expect((await give(bytes, 'a.pdf', one)).id).toBe(first.id)
  expect((await give(bytes, 'b.pdf', one)).id).not.toBe(first.id)
  expect(await fileChunksOn(connection).countDocuments()).toBe(chunks)
  const other = await give(bytes, 'a.pdf', two)
  const digests = await filesOn(connection).distinct(
    'digest',
    ownFilter({ thread: { $in: [one.thread, two.thread] } }),
  )
  expect([other.id === first.id, digests.length]).toEqual([false, 2])
})

describe('sending', () => {
  test('keeps for good what would have gone after a day, in the order that was asked for', async () => {
    const who = somebody()
    const [a, b] = [await give(pdfOf('a'), 'a.pdf', who), await give(await picture('png'), 'b.png', who)]
    const open = await fileChunksOn(connection).countDocuments(ownFilter({ expiresAt: { $exists: true } }))
    expect((await files.send(who, [b.id, a.id], true)).map(({ name }) => name)).toEqual(['b.png', 'a.pdf'])
    expect(
      await filesOn(connection).countDocuments(
        ownFilter({ thread: who.thread, expiresAt: { $exists: false } }),
      ),
    ).toBe(2)
    // One chunk of the document, one of the picture, and its thumbnail.
    expect(await fileChunksOn(connection).countDocuments(ownFilter({ expiresAt: { $exists: true } }))).toBe(
      open - 3,
    )
    expect(await files.send(who, [b.id, a.id], true)).toHaveLength(2)
  })
  test('refuses what is gone, another sender’s, another thread’s, and invented', async () => {
    const who = somebody()
    const { id } = await give(pdfOf('mine'), 'a.pdf', who)
    const attempts = [
      () => files.send({ ...who, sender: 'u_agent' }, [id], true),
      () => files.send({ ...who, thread: 'elsewhere' }, [id], true),
      () => files.send(who, [id, 'A'.repeat(22)], true),
    ]
    for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ code: 'unknown_file' })
    await filesOn(connection).updateOne({ _id: id }, { $set: { expiresAt: new Date() } })
    await expect(files.send(who, [id], true)).rejects.toMatchObject({ code: 'unknown_file' })
  })
})

test('forgetting a person takes their files', async () => {
  const who = somebody()
  const { id } = await give(pdfOf('secret'), 'secret name.pdf', who)
  const raw = JSON.stringify(await filesOn(connection).findById(id).lean())
  expect(raw).not.toContain('secret')
  await sealer.forget(who.identity)
  await expect(files.find(id)).rejects.toMatchObject({ code: 'key_gone' })
})
