export const PASSWORD_MIN = 12
export const PASSWORD_MAX = 128

export type PasswordProblem = 'short' | 'long' | 'personal' | 'common'

/** Why a password is not taken, or `undefined`. The same answer at the form and behind it. */
export function passwordProblem(
  password: string,
  { email = '', name = '' }: { email?: string; name?: string } = {},
): PasswordProblem | undefined {
  if ([...password].length < PASSWORD_MIN) return 'short'
  if (password.length > PASSWORD_MAX) return 'long'
  const plain = simplify(password)
  if (isPersonal(plain, email, name)) return 'personal'
  return isCommon(plain) ? 'common' : undefined
}

/** How hard it is to guess, by length and by what it is made of: for words beside the field, not for refusing. */
export function passwordStrength(password: string): 'fair' | 'good' | 'strong' {
  const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\p{N}/u, /[^\p{L}\p{N}]/u, /\p{Lo}/u]
  const used = kinds.filter((kind) => kind.test(password)).length
  const points = [...password].length + used * 2 + Math.min(8, new Set(password).size) - 8
  if (points >= 24) return 'strong'
  return points >= 18 ? 'good' : 'fair'
}

function isPersonal(plain: string, email: string, name: string): boolean {
  const [account = ''] = email.split('@')
  return [email, account, name]
    .map(simplify)
    .some((own) => own.length >= 4 && (plain === own || plain.replaceAll(own, '').length < 4))
}

function isCommon(plain: string): boolean {
  if (new Set(plain).size < 5) return true
  if (common.has(plain)) return true
  // A short word said twice, or a popular one with a few digits behind it.
  const half = plain.slice(0, plain.length / 2)
  if (half.repeat(2) === plain) return true
  const word = plain.replace(/[\d\W_]+$/u, '')
  if (popular.some((one) => word === one || word === one.repeat(2))) return true
  return rows.some((row) => row.includes(plain))
}

function simplify(text: string): string {
  return text.normalize('NFKC').toLowerCase().trim()
}

const rows = ['01234567890123456789', '98765432109876543210', 'abcdefghijklmnopqrstuvwxyz']
const popular = [
  'password',
  'passwort',
  'welcome',
  'letmein',
  'iloveyou',
  'administrator',
  'qwertyuiop',
  'parley',
]
const common: ReadonlySet<string> = new Set([
  '1q2w3e4r5t6y',
  'qwertyuiop12',
  'qwertyuiop123',
  'qwertyuiopasdfghjkl',
  'asdfghjkl123',
  'zxcvbnm12345',
  'qazwsxedcrfv',
  '1qaz2wsx3edc',
  'qwerty123456',
  'abc123456789',
  'abcd12345678',
  'a123456789012',
  'changeme1234',
  'correcthorsebatterystaple',
  'trustno1trustno1',
  'football1234',
  'baseball1234',
  'superman1234',
  'sunshine1234',
  'princess1234',
  'monkey123456',
  'dragon123456',
  'master123456',
  'woaini1314520',
  'woaini520520',
  'wo ai ni 1314',
])
