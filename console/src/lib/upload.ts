import type { Attachment, ErrorBody } from '@parley/server/contract'
import { ApiError } from './api-error.ts'

/** Where a file of a conversation is; `thumb` is a small picture of it. */
export function fileAddress(thread: string, file: string, shape?: 'thumb' | 'download'): string {
  const query = { thumb: '?size=thumb', download: '?download=1' }
  return `/api/threads/${encodeURIComponent(thread)}/files/${encodeURIComponent(file)}${shape ? query[shape] : ''}`
}

interface Progress {
  progress: (share: number) => void
  signal: AbortSignal
}

/** Uploads a file into a conversation. @throws ApiError */
export function upload(thread: string, file: File, on: Progress): Promise<Attachment> {
  const path = `/api/threads/${encodeURIComponent(thread)}/files?name=${encodeURIComponent(file.name)}`
  return sendFile<Attachment>(path, file, on)
}

/** Sends a file as it is and tells how far it came; `fetch` cannot. @throws ApiError */
export function sendFile<T>(path: string, file: File, on: Progress): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', path)
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.responseType = 'json'
    request.upload.onprogress = ({ loaded, total }) => on.progress(total > 0 ? loaded / total : 0)
    request.onload = () => {
      if (request.status < 300)
        resolve(request.response as T) // By the contract that both sides compile against.
      else reject(refusal(request))
    }
    request.onerror = () => reject(new ApiError('offline', 0, 'no answer'))
    on.signal.addEventListener('abort', () => {
      request.abort()
      reject(new ApiError('offline', 0, 'taken back'))
    })
    request.send(file)
  })
}

function refusal({ status, response }: XMLHttpRequest): ApiError {
  const body = response as ErrorBody | null
  if (!body?.error) return new ApiError(status === 413 ? 'too_large' : 'offline', status, 'no answer of ours')
  return new ApiError(body.error.code, status, body.error.message, body.error.details)
}
