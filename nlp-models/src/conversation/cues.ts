/** What gives away what a sentence does, in one language; each is tested on the sentence in lower case. */
export interface Cues {
  /** A salutation with which a sentence goes on to something else. */
  readonly opening: RegExp
  readonly question: RegExp
  readonly request: RegExp
  readonly trouble: RegExp
  /** Says who one is, or a number that was asked for. */
  readonly identity: RegExp
  /** Undertakes to do something, or says what will be done. */
  readonly promise: RegExp
  /** Looks like a promise and is a courtesy, a question, a condition or a refusal. */
  readonly noPromise: RegExp
  /** Holds the line, hands over or did not understand: no answer. */
  readonly hold: RegExp
  /** A time by which something is promised. */
  readonly due: RegExp
}
