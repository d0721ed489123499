import { createHash, createHmac, pbkdf2Sync, randomBytes, timingSafeEqual } from 'node:crypto'
import { StoreError } from '../errors.ts'

const ITERATIONS = 15_000
const KEY_BYTES = 32
const NONCE_BYTES = 24

/** What the server keeps of the password; it cannot be turned back. */
export interface Credential {
  readonly user: string
  readonly salt: Buffer
  readonly storedKey: Buffer
  readonly serverKey: Buffer
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}

export function createCredential(user: string, password: string): Credential {
  const salt = randomBytes(28)
  const salted = pbkdf2Sync(password, salt, ITERATIONS, KEY_BYTES, 'sha256')
  return {
    user,
    salt,
    storedKey: createHash('sha256').update(hmac(salted, 'Client Key')).digest(),
    serverKey: hmac(salted, 'Server Key'),
  }
}

export interface Conversation {
  readonly message: string
  /** Checks the client's proof and answers with the server's. */
  finish(clientFinal: string): string
}

function refused(): StoreError {
  return new StoreError(18, 'Authentication failed.')
}

/** RFC 5802 and 7677, without channel binding. */
export function startConversation(credential: Credential, clientFirst: string): Conversation {
  const match = /^n,,(n=([^,]*),r=([^,]+).*)$/.exec(clientFirst)
  if (!match) throw refused()
  const [, bare = '', encodedUser = '', clientNonce = ''] = match
  const user = encodedUser.replaceAll('=2C', ',').replaceAll('=3D', '=')
  const nonce = clientNonce + randomBytes(NONCE_BYTES).toString('base64')
  const serverFirst = `r=${nonce},s=${credential.salt.toString('base64')},i=${ITERATIONS}`
  return {
    message: serverFirst,
    finish: (clientFinal) => finish({ credential, user, nonce, bare, serverFirst }, clientFinal),
  }
}

interface Exchange {
  readonly credential: Credential
  readonly user: string
  readonly nonce: string
  readonly bare: string
  readonly serverFirst: string
}

function finish({ credential, user, nonce, bare, serverFirst }: Exchange, clientFinal: string): string {
  const match = /^(c=biws,r=([^,]+)),p=([A-Za-z0-9+/=]+)$/.exec(clientFinal)
  if (!match || user !== credential.user) throw refused()
  const [, withoutProof = '', echoedNonce = '', proofText = ''] = match
  const proof = Buffer.from(proofText, 'base64')
  if (echoedNonce !== nonce || proof.length !== KEY_BYTES) throw refused()
  const authMessage = `${bare},${serverFirst},${withoutProof}`
  const signature = hmac(credential.storedKey, authMessage)
  const clientKey = Buffer.from(proof.map((byte, index) => byte ^ (signature[index] ?? 0)))
  if (!timingSafeEqual(createHash('sha256').update(clientKey).digest(), credential.storedKey)) throw refused()
  return `v=${hmac(credential.serverKey, authMessage).toString('base64')}`
}
