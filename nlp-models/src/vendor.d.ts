// The packages below ship no types for the modules used here; only what is called is declared.
declare module 'natural/lib/natural/stemmers/porter_stemmer.js' {
  const stemmer: { stem(word: string): string }
  export = stemmer
}
declare module 'natural/lib/natural/distance/levenshtein_distance.js' {
  const distances: {
    DamerauLevenshteinDistance(a: string, b: string, options?: { restricted?: boolean }): number
  }
  export = distances
}
declare module 'natural/lib/natural/distance/jaro-winkler_distance.js' {
  function jaroWinkler(a: string, b: string, options: { ignoreCase?: boolean }): number
  export = jaroWinkler
}
declare module 'natural/lib/natural/classifiers/bayes_classifier.js' {
  class BayesClassifier {
    addDocument(text: string | readonly string[], label: string): void
    train(): void
    getClassifications(text: string | readonly string[]): { label: string; value: number }[]
    static restore(state: unknown): BayesClassifier
  }
  export = BayesClassifier
}
declare module 'natural/lib/natural/classifiers/logistic_regression_classifier.js' {
  class LogisticRegressionClassifier {
    addDocument(text: string | readonly string[], label: string): void
    train(): void
    getClassifications(text: string | readonly string[]): { label: string; value: number }[]
    static restore(state: unknown): LogisticRegressionClassifier
  }
  export = LogisticRegressionClassifier
}
declare module 'node-nlp' {
  export class NlpManager {
    constructor(settings: object)
    addDocument(locale: string, utterance: string, intent: string): void
    train(): Promise<unknown>
    export(): string
    import(state: string): void
    process(
      locale: string,
      utterance: string,
    ): Promise<{ classifications: { intent: string; score: number }[] }>
  }
}

/** What of WebAssembly is used here: its types come with the browser's, which nothing else here has. */
declare namespace WebAssembly {
  class Module {
    constructor(bytes: Uint8Array)
  }
  class Memory {
    constructor(descriptor: { initial: number })
    readonly buffer: ArrayBuffer
  }
  class Instance {
    constructor(module: Module, imports: Record<string, Record<string, Memory>>)
    readonly exports: unknown
  }
}
