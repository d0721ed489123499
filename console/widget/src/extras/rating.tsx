import { useState } from 'preact/hooks'
import { fill } from '../i18n/messages.ts'
import { useScene } from '../ui/context.ts'
import { Face } from '../ui/icons.tsx'
import { ratingWords } from './rating-words.ts'

const scores = [1, 2, 3, 4, 5] as const

/** Asks how it was, once the conversation is over; never in the way of writing on. */
export function Rating() {
  const { chat, state, tab } = useScene()
  const m = ratingWords(state.locale)
  const [score, setScore] = useState(0)
  const [comment, setComment] = useState('')
  const closedAt =
    state.entries.findLast(({ body }) => body.kind === 'notice' && body.notice === 'closed')?.seq ?? 0
  const laterKey = `later:${closedAt}`
  const [later, setLater] = useState(() => tab.get(laterKey) !== undefined)
  const rated = state.entries.some(({ seq, body }) => body.kind === 'rating' && seq > closedAt)
  if (rated || later) return null
  if (state.rating === 'given') return <p class="thanks">{m.rateThanks}</p>
  if (state.standing?.rating !== 'open') return null
  const words = [m.rate1, m.rate2, m.rate3, m.rate4, m.rate5]
  return (
    <form
      class="rating"
      onSubmit={(event) => {
        event.preventDefault()
        if (score > 0) chat.rate(score, comment)
      }}
    >
      <fieldset>
        <legend>{m.rateTitle}</legend>
        <div class="faces">
          {scores.map((each) => (
            <label key={each} class={`score s${each}`}>
              <input
                type="radio"
                name="score"
                value={each}
                checked={score === each}
                onChange={() => setScore(each)}
              />
              <Face score={each} />
              <span>{words[each - 1]}</span>
            </label>
          ))}
        </div>
      </fieldset>
      {score > 0 ? (
        <textarea
          rows={2}
          maxLength={1000}
          placeholder={m.rateComment}
          aria-label={m.rateComment}
          value={comment}
          onInput={(event) => setComment(event.currentTarget.value)}
        />
      ) : null}
      {state.rating === 'failed' ? (
        <p class="note wrong" role="alert">
          {m.rateFailed}
        </p>
      ) : null}
      <div class="rating-end">
        <button
          type="button"
          class="text"
          onClick={() => {
            tab.set(laterKey, '1')
            setLater(true)
          }}
        >
          {m.rateLater}
        </button>
        {score > 0 ? (
          <button type="submit" class="primary small" disabled={state.rating === 'sending'}>
            {m.rateSend}
          </button>
        ) : null}
      </div>
    </form>
  )
}

export function Rated({ score }: { score: number }) {
  const { state } = useScene()
  const m = ratingWords(state.locale)
  const words = [m.rate1, m.rate2, m.rate3, m.rate4, m.rate5][score - 1] ?? ''
  return (
    <p class="rated">
      <Face score={score} />
      <span>
        {fill(m.rated, { words })}
        <br />
        {m.rateThanks}
      </span>
    </p>
  )
}
