import BayesClassifier from 'natural/lib/natural/classifiers/bayes_classifier.js'
import { tokenise } from '../text/tokens.ts'
import type { TrainEngine } from './engine.ts'

/** natural's Bayes classifier; it gets tokens because its own tokeniser finds none in Chinese. */
export const trainNaturalEngine: TrainEngine = (examples) => {
  const classifier = new BayesClassifier()
  for (const { text, intent } of examples) {
    const tokens = wordsOf(text)
    if (tokens.length > 0) classifier.addDocument(tokens, intent)
  }
  classifier.train()
  return Promise.resolve({
    name: 'natural',
    classify: (text) =>
      Promise.resolve(
        classifier
          .getClassifications(wordsOf(text))
          .map(({ label, value }) => ({ intent: label, confidence: value })),
      ),
  })
}

function wordsOf(text: string): string[] {
  return tokenise(text).map((token) => token.text)
}
