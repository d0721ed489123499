import { join } from 'node:path'
import express, { type Express, type NextFunction, type Request, type Response } from 'express'
import type { Config } from '../config.ts'

export interface StaticFolders {
  /** Built console. */
  console?: string
  /** Built widget with its loader `parley.js`. */
  widget?: string
  /** The page on which the console shows a widget that is not saved yet. */
  preview?: string
  /** An empty page with a widget of this install on it. */
  tryOut?: string
  /** The demo shop; its page is only there while the demo data is, and `gone.html` says so afterwards. */
  demo?: { folder: string; installed: () => boolean | Promise<boolean> }
}

const WIDGET_CACHE_S = 300
// Vite puts the hash of the content behind the last dash of the name.
const hashedName = /-[\w-]{8,}\.\w+$/
// Addresses of programs and of files: a page in their place would hide a mistake. The ids of model versions have a dot
// too, and eight characters behind it.
const notPages = /^\/(api|widget|health|metrics|socket\.io|demo|try|assets)(\/|$)|\.[a-z]\w{0,6}$/i

/** Serves the built console (with every console address leading to its page), the widget and the demo shop. */
export function serveStatic(app: Express, folders: StaticFolders, config: Pick<Config, 'publicUrl'>): void {
  const { widget, preview, demo, console: consoleFolder } = folders
  if (preview)
    app.use(
      '/widget/preview',
      policy(previewPolicy),
      frameable,
      express.static(preview, { cacheControl: false }),
    )
  if (widget) {
    app.use('/widget', forEveryone, express.static(widget, { index: false, maxAge: WIDGET_CACHE_S * 1000 }))
  }
  if (folders.tryOut) {
    app.use('/try', policy(demoPolicy(config)), express.static(folders.tryOut, { cacheControl: false }))
  }
  if (demo) {
    const files = express.static(demo.folder, { cacheControl: false })
    app.use('/demo', policy(demoPolicy(config)), async (req, res, next) => {
      if (!(await demo.installed())) return noDemo(demo.folder, req, res, next)
      res.set('Cache-Control', 'no-cache')
      files(req, res, next)
    })
  }
  if (consoleFolder) {
    app.use(express.static(consoleFolder, { index: false, cacheControl: false, setHeaders: cacheByName }))
    app.get(/.*/, (req, res, next) => {
      if (notPages.test(req.path) || !req.accepts('html')) return next()
      res.set('Cache-Control', 'no-cache')
      res.sendFile(join(consoleFolder, 'index.html'), (error?: Error) => {
        if (error && !res.headersSent) next()
      })
    })
  }
}

/** Whoever kept the shop's address is told in words where they are; programs hear what they hear of any wrong address. */
function noDemo(folder: string, req: Request, res: Response, next: NextFunction): void {
  if (req.path !== '/' || !req.accepts('html')) {
    next()
    return
  }
  res.status(404).set('Cache-Control', 'no-cache')
  res.sendFile(join(folder, 'gone.html'), (error?: Error) => {
    if (error && !res.headersSent) next()
  })
}

/** The policy of the console's pages, and of everything that has no own one. */
export function consolePolicy({ publicUrl }: Pick<Config, 'publicUrl'>): string {
  return [
    "default-src 'self'",
    "script-src 'self'",
    // The component library sets its sizes and colours by style attributes and style elements.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    `connect-src 'self' ${socketOrigin(publicUrl)}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** Shown in a frame of the console, and nowhere else; it speaks to nobody. */
const previewPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"

function frameable(_req: Request, res: Response, next: NextFunction): void {
  res.removeHeader('X-Frame-Options')
  next()
}

function demoPolicy({ publicUrl }: Pick<Config, 'publicUrl'>): string {
  return consolePolicy({ publicUrl })
}

/** 'self' covers web sockets in new browsers only. */
function socketOrigin(publicUrl: string): string {
  return new URL(publicUrl).origin.replace(/^http/, 'ws')
}

function policy(text: string) {
  return (_req: Request, res: Response, next: NextFunction) => {
    res.set('Content-Security-Policy', text)
    next()
  }
}

/** The widget runs on the company's own pages, wherever they are; its frame may be shown there. */
function forEveryone(_req: Request, res: Response, next: NextFunction): void {
  res.set({
    'Access-Control-Allow-Origin': '*',
    'Cross-Origin-Resource-Policy': 'cross-origin',
    'Content-Security-Policy':
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; frame-ancestors *",
  })
  res.removeHeader('X-Frame-Options')
  next()
}

function cacheByName(res: Response, file: string): void {
  const forEver = hashedName.test(file)
  res.set('Cache-Control', forEver ? 'public, max-age=31536000, immutable' : 'no-cache')
}
