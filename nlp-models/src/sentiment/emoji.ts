const POSITIVE = '😀😁😂🤣😃😄😅😆😉😊😋😎😍😘🥰😗😙😚🙂🤗🤩🥳👍👏🙌🙏💖💕❤💛💚💙💜🎉🌹💯✨😻🤝💪🌟⭐☺'
const NEGATIVE = '😞😟😠😡🤬😤😢😭😩😫😖😣😒🙄😑👎💔😱😨😰🤮🤢😪😔😕🙁☹😾🖕💩😓😥🤦'

const strength = new Map<string, number>()
for (const sign of POSITIVE) strength.set(sign, 1)
for (const sign of NEGATIVE) strength.set(sign, -1)
for (const face of [':)', ':-)', ':d', ':-d', ';)', ';-)', '<3', ':p', ':-p', '=)']) strength.set(face, 1)
for (const face of [':(', ':-(', ':/', ':-/', '=(', ';(']) strength.set(face, -1)

/** 1 for a happy sign, -1 for an unhappy one, 0 for any other. */
export function emojiStrength(text: string): number {
  return strength.get(text.replace('\uFE0F', '')) ?? 0
}
