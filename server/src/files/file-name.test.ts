import { expect, test } from 'vitest'
import { cleanName } from './file-name.ts'

test.each([
  ['photo.jpg', ['jpg', 'jpeg'], 'photo.jpg'],
  ['Photo.JPEG', ['jpg', 'jpeg'], 'Photo.jpeg'],
  // The file has the last word about what it is.
  ['invoice.pdf.exe', ['pdf'], 'invoice.pdf.pdf'],
  ['setup.exe', ['png'], 'setup.png'],
  ['no extension', ['pdf'], 'no extension.pdf'],
  ['../../etc/passwd', ['txt'], 'passwd.txt'],
  ['C:\\Users\\me\\cat.gif', ['gif'], 'cat.gif'],
  ['/tmp/', ['txt'], 'file.txt'],
  ['', ['png'], 'file.png'],
  ['...', ['png'], 'file.png'],
  ['.htaccess', ['txt'], 'htaccess.txt'],
  ['a\u0000b\r\nSet-Cookie: x.txt', ['txt'], 'abSet-Cookie: x.txt'],
  // Right-to-left override: shows as "photo‮gpj.exe" with the ends swapped.
  ['photo\u202egpj.exe', ['jpg'], 'photogpj.jpg'],
  ['in\u200bvoice\ufeff.pdf', ['pdf'], 'invoice.pdf'],
  ['  two   spaces .csv', ['csv'], 'two spaces.csv'],
  ['发票 2026.pdf', ['pdf'], '发票 2026.pdf'],
  ['<img src=x onerror=alert(1)>.png', ['png'], '<img src=x onerror=alert(1)>.png'],
  ['\ud800broken.txt', ['txt'], 'broken.txt'],
])('%j of %j is %j', (given, extensions, clean) => {
  expect(cleanName(given, extensions)).toBe(clean)
})

test('a name is at most 120 characters and keeps its extension', () => {
  const clean = cleanName(`${'雪🏔️'.repeat(200)}.png`, ['png'])
  expect(Array.from(clean).length).toBeLessThanOrEqual(120)
  expect(clean).toMatch(/\.png$/)
  expect(clean).not.toMatch(/\p{Cs}/u)
})
