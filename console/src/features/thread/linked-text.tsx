import { linkify } from '../../lib/linkify.ts'
import { useSession } from '../../lib/session.ts'
import styles from './message.module.css'

/** Plain text in which addresses can be followed; what they point to learns nothing of where they stood. */
export function LinkedText({ text }: { text: string }) {
  let at = 0
  return linkify(text).map(({ text: words, href }) => {
    const key = at
    at += words.length
    if (href === undefined) return <span key={key}>{words}</span>
    return (
      <a key={key} className={styles.address} href={href} target="_blank" rel="noopener noreferrer nofollow">
        {words}
      </a>
    )
  })
}

interface Mentioned {
  id: string
  name: string
}

/** The words of a note, with the colleagues it names standing out, and whoever looks most of all. */
export function NoteText({ text, mentions }: { text: string; mentions: readonly Mentioned[] }) {
  const { user } = useSession()
  let at = 0
  return cut(text, mentions).map(({ words, person }) => {
    const key = at
    at += words.length
    if (!person) return <LinkedText key={key} text={words} />
    return (
      <span key={key} className={styles.mention} data-me={person.id === user.id}>
        {words}
      </span>
    )
  })
}

function cut(text: string, mentions: readonly Mentioned[]): { words: string; person?: Mentioned }[] {
  const longestFirst = mentions.toSorted((a, b) => b.name.length - a.name.length)
  const pieces: { words: string; person?: Mentioned }[] = []
  let plain = ''
  for (let at = 0; at < text.length; ) {
    const person =
      text[at] === '@' ? longestFirst.find(({ name }) => text.startsWith(name, at + 1)) : undefined
    if (!person) {
      plain += text[at++]
      continue
    }
    if (plain !== '') pieces.push({ words: plain })
    plain = ''
    pieces.push({ words: `@${person.name}`, person })
    at += person.name.length + 1
  }
  return plain === '' ? pieces : [...pieces, { words: plain }]
}
