const WORDS: readonly (readonly string[])[] = [
  ['1', 'one', 'first', '1st', '一', '第一', '第一个', '1个'],
  ['2', 'two', 'second', '2nd', '二', '第二', '第二个', '两'],
  ['3', 'three', 'third', '3rd', '三', '第三', '第三个'],
  ['4', 'four', 'fourth', '4th', '四', '第四', '第四个'],
  ['5', 'five', 'fifth', '5th', '五', '第五', '第五个'],
]
const LAST = ['last', '最后', '最后一个']
const FILLER = /^(?:the|number|no|option|选|要|我要|我选)\s*|\s*(?:one|option|please|项|个|吧)$/g

/** Position of the choice that a reply names by number ("the second one"): -1 is the last. */
export function ordinalOf(reply: string): number | undefined {
  for (const form of [reply, reply.replace(FILLER, '').trim()]) {
    const position = WORDS.findIndex((words) => words.includes(form))
    if (position >= 0) return position
    if (LAST.includes(form)) return -1
  }
  return undefined
}
