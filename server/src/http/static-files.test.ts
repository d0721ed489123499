import { mkdtempSync, rmSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AskFor, startDoor } from '../../test/support/door.ts'

const dir = mkdtempSync(join(tmpdir(), 'parley-files-'))
let demoInstalled = false
let ask: AskFor
let stop: () => void

beforeAll(async () => {
  for (const [name, text] of [
    ['console/index.html', '<title>console</title>'],
    ['console/assets/index-a1b2c3d4.js', 'export {}'],
    ['console/favicon.svg', '<svg/>'],
    ['widget/parley.js', 'void 0'],
    ['demo/index.html', '<title>shop</title>'],
    ['demo/gone.html', '<title>no shop</title>'],
  ] as const) {
    await mkdir(join(dir, name, '..'), { recursive: true })
    await writeFile(join(dir, name), text)
  }
  const staticFolders = {
    console: join(dir, 'console'),
    widget: join(dir, 'widget'),
    demo: { folder: join(dir, 'demo'), installed: () => demoInstalled },
  }
  ;({ ask, stop } = await startDoor({ dir, staticFolders }))
})
afterAll(() => {
  stop()
  rmSync(dir, { recursive: true, force: true })
})

describe('serveStatic', () => {
  test('every console address leads to its page, under a strict policy', async () => {
    for (const path of ['/', '/inbox/mine', '/threads/abc', '/trainer/versions/2026-11-22.3f8bd4da']) {
      const { status, text, headers } = await ask(path, { headers: { accept: 'text/html' } })
      expect([status, text]).toEqual([200, '<title>console</title>'])
      expect(headers['content-security-policy']).toMatch(/script-src 'self';.*frame-ancestors 'none'/)
      expect(headers['cache-control']).toBe('no-cache')
    }
  })

  test('hashed files are kept for ever, others are asked for again', async () => {
    expect((await ask('/assets/index-a1b2c3d4.js')).headers['cache-control']).toContain('immutable')
    expect((await ask('/favicon.svg')).headers['cache-control']).toBe('no-cache')
  })

  test.each([
    '/assets/gone.js',
    '/api/none',
    '/widget/none.js',
    '/health/none',
    '/%2e%2e/secrets.json',
    '/robots.txt',
  ])('%s has no page in its place', async (path) => {
    expect((await ask(path)).status).toBe(404)
  })

  test('no path leads out of the folder', async () => {
    for (const path of [
      '/../../etc/passwd',
      '/assets/..%2f..%2fsecrets',
      '/widget/%2e%2e/%2e%2e/etc/passwd',
    ]) {
      expect((await ask(path)).text).not.toMatch(/root:|masterKey/)
    }
  })

  test('the widget may be loaded by every site', async () => {
    const { status, headers } = await ask('/widget/parley.js')
    expect(status).toBe(200)
    expect(headers).toMatchObject({
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'cache-control': 'public, max-age=300',
    })
  })

  test('the demo shop is there only with the demo data; without it a person is told so', async () => {
    const forPeople = await ask('/demo/', { headers: { accept: 'text/html' } })
    expect([forPeople.status, forPeople.text]).toEqual([404, '<title>no shop</title>'])
    const forPrograms = await ask('/demo/shop.js')
    expect([forPrograms.status, forPrograms.json.error?.code]).toEqual([404, 'not_found'])
    expect((await ask('/demo/', { headers: { accept: 'application/json' } })).json.error?.code).toBe(
      'not_found',
    )
    demoInstalled = true
    expect((await ask('/demo/')).text).toBe('<title>shop</title>')
  })
})
