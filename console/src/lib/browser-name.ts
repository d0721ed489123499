// Each browser names the ones before it too: the first that fits is it.
const browsers = [
  ['Edge', /Edg(?:e|A|iOS)?\//],
  ['Opera', /OPR\//],
  ['WeChat', /MicroMessenger\//],
  ['Firefox', /Firefox\/|FxiOS\//],
  ['Chrome', /Chrome\/|CriOS\//],
  ['Safari', /Safari\//],
] as const
const systems = [
  ['iOS', /iPhone|iPad/],
  ['Android', /Android/],
  ['Windows', /Windows/],
  ['macOS', /Mac OS X/],
  ['ChromeOS', /CrOS/],
  ['Linux', /Linux/],
] as const

/** Which browser on which system a user agent names, as far as it can be told. */
export function readBrowser(userAgent: string): { browser: string | undefined; system: string | undefined } {
  return {
    browser: browsers.find(([, pattern]) => pattern.test(userAgent))?.[0],
    system: systems.find(([, pattern]) => pattern.test(userAgent))?.[0],
  }
}
