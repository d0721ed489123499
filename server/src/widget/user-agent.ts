/** First match wins: most browsers call themselves by the names of others too. */
const browsers: readonly [string, RegExp][] = [
  ['WeChat', /MicroMessenger\/(\d+)/],
  ['Edge', /Edg(?:e|A|iOS)?\/(\d+)/],
  ['Opera', /OPR\/(\d+)/],
  ['Samsung Internet', /SamsungBrowser\/(\d+)/],
  ['Firefox', /(?:Firefox|FxiOS)\/(\d+)/],
  ['Chrome', /(?:Chrome|CriOS)\/(\d+)/],
  ['Safari', /Version\/(\d+)[\d.]* (?:Mobile\/\w+ )?Safari/],
]
const systems: readonly [string, RegExp][] = [
  ['iPhone', /iPhone/],
  ['iPad', /iPad/],
  ['Android', /Android/],
  ['Windows', /Windows/],
  ['ChromeOS', /CrOS/],
  ['macOS', /Macintosh|Mac OS X/],
  ['Linux', /Linux|X11/],
]

/** What a browser and its machine are called, as far as they say so. */
export function readUserAgent(text: string): { browser?: string; system?: string } {
  for (const [name, mark] of browsers) {
    const found = mark.exec(text)
    const system = systems.find(([, sign]) => sign.test(text))?.[0]
    if (found) return { browser: `${name} ${found[1]}`, ...(system ? { system } : {}) }
  }
  const system = systems.find(([, sign]) => sign.test(text))?.[0]
  return system ? { system } : {}
}
