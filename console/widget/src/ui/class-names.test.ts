import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const styles = async (path: string) => await readFile(join(import.meta.dirname, path), 'utf8')

/** What rules begin with: the class of what they draw, not of what stands in it. */
function classesAtHead(css: string): Set<string> {
  return new Set([...css.matchAll(/^\s*\.([a-z][a-z-]*)/gm)].flatMap(([, name]) => name ?? []))
}

test('what is fetched later draws nothing that the widget drew before', async () => {
  const [widget, extras] = await Promise.all([styles('widget.css'), styles('../extras/extras.css')])
  const own = new Set([...widget.matchAll(/\.([a-z][a-z-]*)/g)].flatMap(([, name]) => name ?? []))
  expect(own).toContain('avatar')
  expect(classesAtHead(extras)).toContain('rating')
  expect([...classesAtHead(extras)].filter((name) => own.has(name))).toEqual([])
})
