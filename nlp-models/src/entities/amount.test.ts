import { expect, test } from 'vitest'
import { entitiesIn } from '../../test/entities-in.ts'

test.each<[string, string[]]>([
  ['I paid €12,50 and $1,299.99', ['€12,50=12.50 EUR', '$1,299.99=1299.99 USD']],
  ['1.299,00 € or 1 250,00 €', ['1.299,00 €=1299.00 EUR', '1 250,00 €=1250.00 EUR']],
  ['30 EUR, 20 pounds, USD 15', ['30 EUR=30.00 EUR', '20 pounds=20.00 GBP', 'USD 15=15.00 USD']],
  ['usd75, 99p, 50 cents', ['usd75=75.00 USD', '99p=0.99 GBP', '50 cents=0.50 USD']],
  ['US$ 20, HK$120, CAD $50', ['US$ 20=20.00 USD', 'HK$120=120.00 HKD', 'CAD $50=50.00 CAD']],
  [
    '$3 million, £1.2k, 1.2k dollars',
    ['$3 million=3000000.00 USD', '£1.2k=1200.00 GBP', '1.2k dollars=1200.00 USD'],
  ],
  [
    'a hundred bucks, thirty quid, a dollar',
    ['a hundred bucks=100.00 USD', 'thirty quid=30.00 GBP', 'a dollar=1.00 USD'],
  ],
  ['five hundred dollars and fifty cents', ['five hundred dollars and fifty cents=500.50 USD']],
  ['five pounds fifty', ['five pounds fifty=5.50 GBP']],
  [
    '200 Hong Kong dollars, 80 swiss francs',
    ['200 Hong Kong dollars=200.00 HKD', '80 swiss francs=80.00 CHF'],
  ],
  ['$20-$30, 20-30 dollars', ['$20=20.00 USD', '$30=30.00 USD', '20=20.00 USD', '30 dollars=30.00 USD']],
  ['$20-30', ['$20=20.00 USD', '30=30.00 USD']],
  ['five pounds of apples, it weighs 3 pounds', []],
  ['a 1080p screen, I won 5 times', []],
])('in "%s"', (text, expected) => {
  expect(entitiesIn(text, 'amount')).toEqual(expected)
})

test.each<[string, string[]]>([
  ['退我199.5元，还有¥30和20块', ['199.5元=199.50 CNY', '¥30=30.00 CNY', '20块=20.00 CNY']],
  [
    '三块五，两毛，九块九，三块两毛五',
    ['三块五=3.50 CNY', '两毛=0.20 CNY', '九块九=9.90 CNY', '三块两毛五=3.25 CNY'],
  ],
  [
    '两百五十块，一千二百元，三千块钱',
    ['两百五十块=250.00 CNY', '一千二百元=1200.00 CNY', '三千块钱=3000.00 CNY'],
  ],
  ['1.5万元，2w块，十万块', ['1.5万元=15000.00 CNY', '2w块=20000.00 CNY', '十万块=100000.00 CNY']],
  ['人民币800元，人民币五十', ['人民币800元=800.00 CNY', '人民币五十=50.00 CNY']],
  ['5000日元，300港币，49.99美刀', ['5000日元=5000.00 JPY', '300港币=300.00 HKD', '49.99美刀=49.99 USD']],
  ['港币300元', ['港币300元=300.00 HKD']],
  ['300-400元', ['300=300.00 CNY', '400元=400.00 CNY']],
  ['5分钱，五毛钱', ['5分钱=0.05 CNY', '五毛钱=0.50 CNY']],
  ['￥１９９', ['￥１９９=199.00 CNY']],
  ['两块电池，三块蛋糕，五分钟，元旦', []],
  ['一毛不拔，一分钱一分货，几百块', []],
])('in "%s"', (text, expected) => {
  expect(entitiesIn(text, 'amount')).toEqual(expected)
})
