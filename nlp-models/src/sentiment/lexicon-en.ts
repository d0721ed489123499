// Written for customer service: what customers say of goods, delivery and help. Strength −3 to 3.
const WORDS: Readonly<Record<string, string>> = {
  '3': 'amazing awesome excellent fantastic brilliant outstanding superb perfect wonderful incredible phenomenal flawless exceptional stellar delighted ecstatic thrilled love loved adore magnificent lifesaver unbeatable marvelous marvellous',
  '2': 'great good happy pleased glad lovely beautiful best thanks thank grateful appreciate appreciated impressed impressive satisfied recommend helpful kind friendly enjoy enjoyed fast quick speedy reliable gorgeous excited yay hurray hooray cheers cool nice sweet superior generous delicious comfy comfortable proud smile smiling loving congrats congratulations win winner pleasant pleasure stunning terrific thankful thx ty bravo kudos gem prompt courteous polite professional efficient effortless smooth smoothly seamless seamlessly',
  '1': 'ok okay fine easy works worked working solved resolved fixed improved better clear clean decent fair safe soft warm useful handy hope hopefully welcome like liked likes interesting fun funny lol haha pretty cute neat quality worth sturdy solid correct accurate accurately early',
  '-1': 'slow late delay delayed delays wait waiting waited confusing confused unclear expensive pricey overpriced missing lost issue issues problem problems trouble difficult hard mistake error errors wrong tired unsure doubt sadly unfortunately sorry unhelpful noisy loud small tight flimsy thin scratch scratched dent dented stain stained loose leak leaks leaking leaked unwanted strange weird odd lack lacking forgot forgotten stuck mess messy bug buggy glitch expired however meh boring cold hurt hurts lonely bored',
  '-2': 'bad poor broken broke damaged defective faulty fail failed fails failure disappointed disappointing disappointment unhappy annoyed annoying annoys upset angry frustrated frustrating frustration ridiculous rude unacceptable useless cheap crap junk rubbish ignore ignored ignoring nobody complain complaint refused refuse cheated misleading lied lie lies liar fake cracked torn ripped smashed shattered rotten mouldy moldy smelly stinks dirty unsafe dangerous unprofessional incompetent careless lousy nonsense hopeless joke sad cry crying worried hate hated dislike suck sucks sucked wtf stupid dumb idiot idiots fed mad unfair overcharged charged crash crashes crashed died dead ruined ruin regret never',
  '-3': 'terrible horrible awful worst disgusting disgusted disgraceful disgrace scam scammed scammers fraud fraudulent thief thieves stole stolen steal furious livid outraged outrageous appalling appalled pathetic atrocious abysmal nightmare despicable garbage trash shit shitty bullshit fuck fucking fucked damn bastard asshole hell unbelievable criminal lawsuit sue lawyer infuriating infuriated horrendous dreadful horrid shameful shame robbery',
}

const NEGATIONS =
  'not no never none nobody nothing neither nor cannot cant dont doesnt didnt wont wouldnt isnt arent wasnt werent hasnt havent hadnt couldnt shouldnt aint without barely hardly scarcely'
const INTENSIFIERS =
  'very really so extremely absolutely totally completely incredibly utterly super too such highly deeply truly seriously freaking bloody insanely beyond'
const DAMPENERS = 'slightly somewhat bit little kinda sorta fairly rather almost partly'

/** Strength of English words; words with their apostrophes taken out. */
export const ENGLISH_LEXICON: ReadonlyMap<string, number> = strengths(WORDS)
export const ENGLISH_NEGATIONS: ReadonlySet<string> = new Set(NEGATIONS.split(' '))
export const ENGLISH_INTENSIFIERS: ReadonlySet<string> = new Set(INTENSIFIERS.split(' '))
export const ENGLISH_DAMPENERS: ReadonlySet<string> = new Set(DAMPENERS.split(' '))

/** Reads lists of words by strength. */
export function strengths(lists: Readonly<Record<string, string>>): ReadonlyMap<string, number> {
  const found = new Map<string, number>()
  for (const [strength, words] of Object.entries(lists))
    for (const word of words.split(' ')) found.set(word, Number(strength))
  return found
}
