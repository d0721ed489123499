import fc from 'fast-check'
import { expect, test } from 'vitest'
import { processorTime } from '../../test/processor-time.ts'
import { detectLanguages } from './detect-languages.ts'

const SIZE = 50_000

test.each([
  ['en', 'the parcel came this morning but the box was open'],
  ['zh', '我昨天收到的包裹里面少了一件衣服'],
  ['es', 'el paquete llegó esta mañana pero la caja venía abierta'],
  ['fr', 'le colis est arrivé ce matin mais la boîte était ouverte'],
  ['de', 'das paket kam heute früh an, aber der karton war offen'],
  ['pt', 'a encomenda chegou hoje de manhã mas a caixa vinha aberta'],
  ['gl', 'o paquete chegou esta mañá pero a caixa xa viña aberta'],
  ['it', 'il pacco è arrivato stamattina ma la scatola era aperta'],
  ['nl', 'het pakje kwam vanmorgen aan maar de doos was open'],
  ['sv', 'paketet kom i morse men lådan var öppnad'],
  ['da', 'pakken kom i morges, men æsken var blevet åbnet'],
  ['no', 'pakken kom i morges, men esken hadde blitt åpnet'],
  ['pl', 'paczka przyszła dziś rano, ale pudełko było otwarte'],
  ['tr', 'paket bu sabah geldi ama kutusu açılmıştı'],
  ['vi', 'sáng nay tôi nhận được gói hàng nhưng hộp đã bị mở'],
  ['id', 'paketnya datang tadi pagi tapi kotaknya sudah terbuka'],
  ['ms', 'bungkusan tu sampai pagi tadi tapi kotaknya dah terbuka'],
  ['ru', 'посылка пришла сегодня утром, но коробка была открыта'],
  ['uk', 'посилка прийшла сьогодні вранці, але коробка була відкрита'],
  ['ja', '今朝荷物が届きましたが箱が開いていました'],
  ['ko', '오늘 아침에 택배가 왔는데 상자가 열려 있었어요'],
  ['ar', 'وصل الطرد هذا الصباح لكن العلبة كانت مفتوحة'],
  ['th', 'พัสดุมาถึงเมื่อเช้าแต่กล่องถูกเปิดแล้ว'],
  ['hi', 'पार्सल आज सुबह आया लेकिन डिब्बा खुला हुआ था'],
  ['el', 'το δέμα ήρθε σήμερα το πρωί αλλά το κουτί ήταν ανοιχτό'],
  ['he', 'החבילה הגיעה הבוקר אבל הקופסה הייתה פתוחה'],
])('knows a plain sentence in %s', (language, text) => {
  const { language: found, confidence, shares } = detectLanguages(text)
  expect(found).toBe(language)
  expect(confidence).toBeGreaterThan(0.6)
  expect(shares[0]?.language).toBe(language)
  expect(shares[0]?.share).toBeGreaterThan(0.8)
})

test.each([
  ['thanks', 'en'],
  ['gracias', 'es'],
  ['merci', 'fr'],
  ['danke', 'de'],
  ['bedankt', 'nl'],
  ['teşekkür', 'tr'],
  ['wo ist', 'de'],
  ['ça va', 'fr'],
  ['謝謝', 'zh'],
  ['発送済み', 'ja'],
])('knows the short %s', (text, language) => {
  expect(detectLanguages(text).language).toBe(language)
})

test.each(['', '  ', '👍', '42,50 €', '?!', 'NW-48213', 'me@example.com', 'MacBook'])(
  'follows the thread and is sure of nothing for %j',
  (text) => {
    expect(detectLanguages(text, 'fr')).toEqual({ language: 'fr', confidence: 0, ranked: [], shares: [] })
    expect(detectLanguages(text).language).toBe('und')
  },
)

test('the language of the thread settles a doubt, whatever its region, but not a sentence', () => {
  const alone = detectLanguages('ok').ranked
  const hinted = detectLanguages('ok', 'nl-BE')
  expect(hinted.language).toBe('nl')
  expect(hinted.confidence).toBeGreaterThan(alone.find(({ language }) => language === 'nl')?.confidence ?? 0)
  expect(detectLanguages('takk', 'nb').language).toBe('no')
  expect(detectLanguages('注文番号', 'ja').language).toBe('ja')
  expect(detectLanguages('where is my order', 'es').language).toBe('en')
  expect(detectLanguages('where is my order', 'xx')).toEqual(detectLanguages('where is my order'))
})

test('without accents a language is the same', () => {
  for (const [text, language] of [
    ['el ano pasado compre una camara aqui', 'es'],
    ['je voudrais etre rembourse des que possible', 'fr'],
    ['czy moge zwrocic te buty', 'pl'],
  ] as const)
    expect(detectLanguages(text).language).toBe(language)
  expect(detectLanguages('o\u0300 c\u0327a me plai\u0302t'.normalize('NFD'))).toEqual(
    detectLanguages('ò ça me plaît'),
  )
})

test('tells the languages of a mixed text and their shares', () => {
  const english = detectLanguages('bonjour, could you tell me when my parcel will be here?')
  expect(english.language).toBe('en')
  expect(english.shares.map(({ language }) => language)).toEqual(['en', 'fr'])
  expect(english.shares[0]?.share).toBeGreaterThan(0.7)
  expect(detectLanguages('hola, where is my order?').shares.map(({ language }) => language)).toEqual([
    'en',
    'es',
  ])
  const chinese = detectLanguages('我想 cancel my order 可以吗')
  expect(chinese.language).toBe('zh')
  expect(chinese.shares.map(({ language }) => language)).toEqual(['zh', 'en'])
})

test('a brand is no language, and neither is a word that may be in many', () => {
  expect(detectLanguages('我的 MacBook Pro 坏了').shares).toEqual([{ language: 'zh', share: 1 }])
  expect(detectLanguages('我的 MacBook Pro 坏了').confidence).toBeGreaterThan(0.8)
})

test('a Japanese label in a Chinese sentence stays Japanese, kanji in a Japanese one too', () => {
  const label = detectLanguages('这件衣服的标签上写着 手洗いできます 请问是什么意思啊谢谢')
  expect(label.language).toBe('zh')
  expect(label.shares.map(({ language }) => language)).toEqual(['zh', 'ja'])
  expect(detectLanguages('返品希望、よろしくお願いします').shares).toEqual([{ language: 'ja', share: 1 }])
})

test('letters of an unknown script are not taken for another language', () => {
  expect(detectLanguages('გამარჯობა, სად არის ჩემი შეკვეთა')).toEqual({
    language: 'und',
    confidence: 0,
    ranked: [],
    shares: [{ language: 'und', share: 1 }],
  })
})

test('answers soundly whatever the text and the hint', () => {
  const unit = fc.constantFrom('binary', 'grapheme', 'binary-ascii') as fc.Arbitrary<'binary'>
  const text = unit.chain((kind) => fc.string({ unit: kind, maxLength: 300 }))
  fc.assert(
    fc.property(text, fc.option(fc.string({ maxLength: 8 }), { nil: undefined }), (words, hint) => {
      const { language, confidence, ranked, shares } = detectLanguages(words, hint)
      expect(ranked.length).toBeLessThanOrEqual(3)
      const all = ranked.map((one) => one.confidence)
      for (const one of [confidence, ...all]) expect(one >= 0 && one <= 1).toBe(true)
      expect(all).toEqual(all.toSorted((a, b) => b - a))
      expect(confidence).toBe(all[0] ?? 0)
      if (ranked[0]) expect(language).toBe(ranked[0].language)
      const parts = shares.map(({ share }) => share)
      expect(parts).toEqual(parts.toSorted((a, b) => b - a))
      if (parts.length > 0) expect(parts.reduce((sum, part) => sum + part, 0)).toBeCloseTo(1, 9)
    }),
    { numRuns: 500, seed: 13 },
  )
})

test.each<[string, string]>([
  ['one endless word', 'a'.repeat(SIZE)],
  ['single letters', 'a '.repeat(SIZE / 2)],
  ['apostrophes', "a'".repeat(SIZE / 2)],
  ['lone surrogates', '\ud83d'.repeat(SIZE)],
  ['halves of Chinese characters', '\ud842'.repeat(SIZE)],
  ['stacked marks', `a${'\u0301'.repeat(SIZE)}`],
  ['null characters', '\0'.repeat(SIZE)],
  ['right-to-left overrides', '\u202eمرحبا \u202c'.repeat(SIZE / 8)],
  ['scripts in turn', 'a я 我 か 가 ع ค α א ა '.repeat(SIZE / 20)],
  ['ligatures that grow', 'ﷺ'.repeat(SIZE)],
  ['slashes', '//'.repeat(SIZE / 2)],
])('50 KB of %s cost no more than 200 characters', (_name, text) => {
  const time = (words: string): number =>
    processorTime(() => {
      for (let count = 0; count < 200; count++) detectLanguages(words)
    })
  time(text)
  expect(time(text)).toBeLessThan(200)
  expect(() => detectLanguages(text, text)).not.toThrow()
})
