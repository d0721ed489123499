/**
 * Stands for Preact and the scene in the second script: both scripts must draw with the same one, so this one takes
 * what the first brought.
 */
const kit = window.Parley?.kit ?? ({} as never)
export const { jsx, jsxs, Fragment, useState, useEffect, useLayoutEffect, useRef, useScene } = kit
