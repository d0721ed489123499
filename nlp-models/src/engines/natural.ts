import BayesClassifier from 'natural/lib/natural/classifiers/bayes_classifier.js'
import LogisticRegressionClassifier from 'natural/lib/natural/classifiers/logistic_regression_classifier.js'
import { tokenise } from '../text/tokens.ts'
import {
  answerOf,
  type EngineKind,
  type EngineName,
  fromBytes,
  type IntentEngine,
  toBytes,
} from './engine.ts'

type Classifier = Pick<BayesClassifier, 'addDocument' | 'train' | 'getClassifications'>

interface Make {
  new (): Classifier
  restore(state: unknown): Classifier
}

/** natural's Bayes classifier. */
export const naturalBayesEngine = kindOf('natural-bayes', BayesClassifier)

/** natural's logistic regression; its training takes minutes from a few hundred texts on. */
export const naturalLogisticEngine = kindOf('natural-logistic', LogisticRegressionClassifier)

function kindOf(name: EngineName, make: Make): EngineKind {
  return {
    name,
    train({ examples }) {
      const classifier = new make()
      for (const { text, intent } of examples) classifier.addDocument(inputOf(text), intent)
      classifier.train()
      return Promise.resolve(engineOf(name, classifier))
    },
    restore: (saved) => Promise.resolve(engineOf(name, make.restore(fromBytes(saved)))),
  }
}

function engineOf(name: EngineName, classifier: Classifier): IntentEngine {
  return {
    name,
    classify(text) {
      const scores = classifier.getClassifications(inputOf(text))
      // The values of Bayes are products that become tiny with the length of a text; their shares can be compared.
      const sum = scores.reduce((total, { value }) => total + value, 0) || 1
      return answerOf(scores.map(({ label, value }) => ({ label, value: value / sum })))
    },
    save: () => toBytes(classifier),
  }
}

/** English as it is, to be stemmed; Chinese in tokens, because its own tokeniser finds none there. */
function inputOf(text: string): string | string[] {
  const tokens = tokenise(text)
  return tokens.some(({ kind }) => kind === 'cjk') ? tokens.map((token) => token.text) : text
}
