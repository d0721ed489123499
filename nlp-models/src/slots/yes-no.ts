const YES =
  'yes yeah yea yep yup ya sure ok okay k correct right exactly absolutely definitely indeed affirmative agreed please|yes please|go ahead|of course|do it|that is right|thats right|sounds good|why not|please do|是|是的|对|对的|好|好的|可以|行|没错|嗯|嗯嗯|确定|确认|要|同意|没问题|当然|好啊|好吧|行的|是啊|对啊|ok的'
const NO =
  'no nope nah never negative cancel|no thanks|no thank you|not really|not now|dont|do not|of course not|不|不是|不用|不要|不行|不对|否|没有|不需要|算了|不用了|不好|别|不可以|不了|不确定'

const yes = new Set(words(YES))
const no = new Set(words(NO))

function words(list: string): string[] {
  const [single = '', ...phrases] = list.split('|')
  return [...single.split(' '), ...phrases]
}

/** All forms of an answer, for comparing with typing slips. */
export const YES_NO_FORMS: readonly (readonly [form: string, value: 'yes' | 'no'])[] = [
  ...[...yes].map((form) => [form, 'yes'] as const),
  ...[...no].map((form) => [form, 'no'] as const),
]

/** A reply in lower case without signs, as labels are compared. */
export function plainReply(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** Reads a plain yes or no; undefined where both or neither is said. */
export function yesOrNo(text: string): 'yes' | 'no' | undefined {
  const reply = plainReply(text)
  if (/^(?:👍|👌|✅)/u.test(text.trim())) return 'yes'
  if (/^(?:👎|❌)/u.test(text.trim())) return 'no'
  if (no.has(reply)) return 'no'
  if (yes.has(reply)) return 'yes'
  const [first = '', second = ''] = reply.split(' ')
  if (no.has(`${first} ${second}`) || no.has(first)) return 'no'
  if (yes.has(`${first} ${second}`) || yes.has(first)) return 'yes'
  return chineseStart(reply)
}

function chineseStart(reply: string): 'yes' | 'no' | undefined {
  if (/^(?:不|没有|别)/.test(reply)) return 'no'
  return /^(?:是的|对的|好的|可以|没错|嗯|行)/.test(reply) ? 'yes' : undefined
}
