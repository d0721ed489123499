/** What the server calls an utterance that no intent is meant for; as a value of its own, or zod would come along. */
export const OUT_OF_SCOPE = 'none'
