import { existsSync } from 'node:fs'
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { root } from '../../lib/stack.ts'
import type { Tool } from '../../lib/tool.ts'
import type { Layout } from './layout.ts'

const MODULES = join(root, 'node_modules')
const MEMORY_SERVER = 'mongodb-memory-server'

export interface Workspace {
  /** Like mongoose's repository: `test` beside `lib`, `index.js` and `node_modules`. */
  readonly dir: string
  readonly mocha: string
}

/**
 * Lays the tests beside mongoose's code in a temporary folder: the code of the copy if it has some, and otherwise the
 * mongoose that this project uses. The copy itself is only read.
 */
export async function prepareWorkspace(layout: Layout, tools: string, tool: Tool): Promise<Workspace> {
  const dir = await mkdtemp(join(tmpdir(), 'parley-mongoose-suite-'))
  tool.defer(() => rm(dir, { recursive: true, force: true, maxRetries: 5 }))
  const { tests, repository } = layout
  if (repository) await copyWithoutModules(repository, dir)
  else {
    await copyWithoutModules(tests, join(dir, 'test'))
    await linkInstalledMongoose(dir)
  }
  await linkModules(dir, tools, repository)
  return { dir, mocha: join(tools, 'mocha', 'bin', 'mocha.js') }
}

/** Copies, because Node resolves `../lib` from where a link points to. */
async function copyWithoutModules(from: string, to: string): Promise<void> {
  const leaveOut = new Set(['node_modules', '.git'])
  await cp(from, to, { recursive: true, filter: (path) => path === from || !leaveOut.has(basename(path)) })
}

async function linkInstalledMongoose(dir: string): Promise<void> {
  const mongoose = join(MODULES, 'mongoose')
  for (const name of await readdir(mongoose))
    if (name !== 'node_modules' && !existsSync(join(dir, name)))
      await symlink(join(mongoose, name), join(dir, name))
}

/** The first that has a package wins: the copy's own, what mongoose depends on here, and the tools. */
async function linkModules(dir: string, tools: string, repository: string | undefined): Promise<void> {
  const modules = join(dir, 'node_modules')
  await mkdir(join(modules, MEMORY_SERVER), { recursive: true })
  await cp(join(import.meta.dirname, 'child', 'memory-server.cjs'), join(modules, MEMORY_SERVER, 'index.js'))
  await writeFile(
    join(modules, MEMORY_SERVER, 'package.json'),
    JSON.stringify({ name: MEMORY_SERVER, main: 'index.js' }),
  )
  const linked = new Set([MEMORY_SERVER])
  const own = repository && join(repository, 'node_modules')
  const sources: [string, readonly string[]][] = [
    ...(own && existsSync(own) ? [[own, await packagesIn(own)] as [string, string[]]] : []),
    [MODULES, [...(repository ? [] : ['mongoose']), ...(await mongooseDependencies())]],
    [tools, await packagesIn(tools)],
  ]
  if (repository) {
    await symlink(dir, join(modules, 'mongoose'))
    linked.add('mongoose')
  }
  for (const [source, names] of sources) {
    for (const name of names) {
      if (linked.has(name) || !existsSync(join(source, name))) continue
      linked.add(name)
      if (name.includes('/')) await mkdir(join(modules, name, '..'), { recursive: true })
      await symlink(join(source, name), join(modules, name))
    }
  }
}

async function mongooseDependencies(): Promise<string[]> {
  const manifest = await readFile(join(MODULES, 'mongoose', 'package.json'), 'utf8')
  const { dependencies = {} } = JSON.parse(manifest) as { dependencies?: Record<string, string> }
  return [...Object.keys(dependencies), 'bson']
}

/** Names of the packages in a folder, scoped ones with their scope. */
async function packagesIn(modules: string): Promise<string[]> {
  const names = (await readdir(modules)).filter((name) => !name.startsWith('.'))
  const found = await Promise.all(
    names.map(async (name) =>
      name.startsWith('@') ? (await readdir(join(modules, name))).map((inner) => `${name}/${inner}`) : [name],
    ),
  )
  return found.flat()
}
