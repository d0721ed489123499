/** Strength of signs of mood; signs that most people only use to be friendly are weak. */
const SIGNS: Readonly<Record<string, string>> = {
  '3': '😍🥰🤩❤💖💕💗💓💞💘💝💯🎉🏆🥇😻',
  '2': '😀😃😄😁😆😊😋😎😘😗😙😚🤗🥳👍👏🙌💛💚💙💜🧡🤍🖤🌹✨🤝💪🌟⭐☺😇🤟👌🎊🍻🥂🌈🌞🙆😸😺😽💐🌸🌺🎁💎🔥👑',
  '1': '🙂😉🙏😂🤣😅😌😏🤭🙃😜😝😛🤪☀✅✔🆗👋🌷🎈🙋💃🕺😹',
  '-1': '😐😑😶🙄😔😕🙁☹😟😪🥱😓😥😰🤔😬🤨😮😯😲😳🥺⏳⌛⚠❓❔🤷😵💸',
  '-2': '😞😠😢😭😩😫😖😣😒👎💔😱😨😧😦🤮🤢🖕💩🤦😾😿🙀😤☠💀❌🤥🤧🤕🤒😷🚫⛔🆘😡🤡🤑',
  '-3': '🤬👿😈🖕',
}
const FACES: Readonly<Record<string, string>> = {
  '2': ':) :-) :d :-d =) <3 =d :] ;d',
  '1': ';) ;-) :p :-p ;p =p',
  '-1': ':/ :-/ =/',
  '-2': ':( :-( =( ;( :[',
}

const strengths = new Map<string, number>()
for (const [strength, signs] of Object.entries(SIGNS))
  for (const sign of signs) strengths.set(sign, Number(strength))
for (const [strength, faces] of Object.entries(FACES))
  for (const face of faces.split(' ')) strengths.set(face, Number(strength))

/** −3 for an angry sign to 3 for a loving one; 0 for any other. */
export function emojiStrength(text: string): number {
  return strengths.get(text.replace('\uFE0F', '')) ?? 0
}
