import { Fragment } from 'preact'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { jsx, jsxs } from 'preact/jsx-runtime'
import type { Extras, ExtrasPorts } from '../extras/api.ts'
import { useScene } from './context.ts'

export const kit = { jsx, jsxs, Fragment, useState, useEffect, useLayoutEffect, useRef, useScene }
// Known only while the script runs for the first time.
const own = globalThis.document?.currentScript as HTMLScriptElement | null
let ports: ExtrasPorts | undefined
let coming: Promise<Extras> | undefined
let extras: Extras | undefined

export function offerExtras(given: ExtrasPorts): void {
  ports = given
}

/** Fetches the second script from beside the first, once; after a failure the next one who needs it tries again. */
export function fetchExtras(): Promise<Extras> {
  coming ??= new Promise<Extras>((resolve, reject) => {
    const script = document.createElement('script')
    script.src = new URL('extras.js', own?.src).href
    if (own?.nonce) script.nonce = own.nonce
    if (window.Parley) window.Parley.kit = kit
    script.onload = () => {
      const make = window.Parley?.extras
      if (!make || !ports) return
      extras ??= make(ports)
      resolve(extras)
    }
    script.onerror = reject
    document.head.append(script)
  })
  coming.catch(() => {
    coming = undefined
  })
  return coming
}

/** The second script, once it is there; `want` has it fetched. */
export function useExtras(want = true): Extras | undefined {
  const [got, setGot] = useState(extras)
  useEffect(() => {
    if (want && !got) fetchExtras().then(setGot, () => undefined)
  }, [want, got])
  return got
}
