import { parentPort } from 'node:worker_threads'
import { recogniseEnglish } from './english.ts'
import { recogniseByNodeNlp } from './recognisers.ts'
import { recogniseSimilar } from './similar.ts'
import type { SlotRequest, SlotResult } from './slot-request.ts'

/** Asks the libraries in turn; runs in a worker because none of them promises to be fast. */
async function recognise(request: SlotRequest): Promise<SlotResult> {
  if (request.kind === 'choice' || request.kind === 'yes-no') return recogniseSimilar(request)
  const english = request.language === 'en' ? recogniseEnglish(request) : undefined
  return english ?? (await recogniseByNodeNlp(request))
}

// The recognisers build their patterns on first use, which takes longer than a request may.
const WARM_UP: readonly SlotRequest[] = [
  { text: 'Anna will come on 5 May at three with two friends', language: 'en', kind: 'person' },
  { text: 'next friday', language: 'en', kind: 'date' },
  { text: 'twenty five', language: 'en', kind: 'number' },
  { text: '下周五', language: 'zh', kind: 'date' },
  { text: '二十五', language: 'zh', kind: 'number' },
]
for (const request of WARM_UP) {
  await recognise(request)
  await recogniseByNodeNlp(request)
}

parentPort?.on('message', (request: SlotRequest) => {
  // A library that stumbles over a text has found nothing in it.
  recognise(request).then(
    (value) => parentPort?.postMessage({ value }),
    () => parentPort?.postMessage({ value: undefined }),
  )
})
parentPort?.postMessage('ready')
