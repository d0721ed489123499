// The packages below ship no types for the modules used here; only what is called is declared.
declare module 'natural/lib/natural/stemmers/porter_stemmer.js' {
  const stemmer: { stem(word: string): string }
  export default stemmer
}
declare module 'natural/lib/natural/distance/levenshtein_distance.js' {
  const distances: {
    DamerauLevenshteinDistance(a: string, b: string, options?: { restricted?: boolean }): number
  }
  export default distances
}
declare module 'natural/lib/natural/distance/jaro-winkler_distance.js' {
  export default function jaroWinkler(a: string, b: string, options: { ignoreCase?: boolean }): number
}
declare module 'natural/lib/natural/classifiers/bayes_classifier.js' {
  export default class BayesClassifier {
    addDocument(text: string | readonly string[], label: string): void
    train(): void
    getClassifications(text: string | readonly string[]): { label: string; value: number }[]
  }
}
declare module 'node-nlp' {
  export class NlpManager {
    constructor(settings: object)
    addDocument(locale: string, utterance: string, intent: string): void
    train(): Promise<unknown>
    process(
      locale: string,
      utterance: string,
    ): Promise<{ classifications: { intent: string; score: number }[] }>
  }
}
