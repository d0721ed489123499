import { expect, test } from 'vitest'
import { entitiesIn } from '../../test/entities-in.ts'

const companies = (text: string) => entitiesIn(text, 'organisation').map((found) => found.replace(/=.*/, ''))

test.each<[string, string[]]>([
  ['DHL and royal mail, paid with PayPal', ['DHL', 'royal mail', 'PayPal']],
  [
    'Bank of America, HSBC UK, First National Bank of Omaha',
    ['Bank of America', 'HSBC UK', 'First National Bank of Omaha'],
  ],
  [
    'Klarna GmbH, Acme Ltd, Hansen & Söhne GmbH & Co. KG',
    ['Klarna GmbH', 'Acme Ltd', 'Hansen & Söhne GmbH & Co. KG'],
  ],
  ['acme ltd owes me', ['acme ltd']],
  [
    "H&M, AT&T, T-Mobile, McDonald's, Booking.com, O2",
    ['H&M', 'AT&T', 'T-Mobile', "McDonald's", 'Booking.com', 'O2'],
  ],
  ['from Orange, the phone company, and with Apple', ['Orange', 'Apple']],
  ['Blue Finch Travel never answered', ['Blue Finch Travel']],
  ['paid with visa, my Visa card', ['visa', 'Visa']],
])('in "%s"', (text, expected) => {
  expect(companies(text)).toEqual(expected)
})

test.each([
  'orange or black? apple pie, on target, a gap in the curtain, zoom in, ups',
  'a Sony WH-1000XM5, Samsung Galaxy S24, Apple Watch, Xiaomi 14',
  'Power Bank, Customer Service Group, the company, any bank, my bank',
])('none in "%s"', (text) => {
  expect(companies(text)).toEqual([])
})

test.each<[string, string[]]>([
  ['招商银行退回来了，顺丰说派送不到', ['招商银行', '顺丰']],
  ['中国移动的宽带，国航，支付宝', ['中国移动', '国航', '支付宝']],
  ['工商银行杭州分行，苏州银行', ['工商银行杭州分行', '苏州银行']],
  ['发票抬头写上海云帆信息技术有限公司', ['上海云帆信息技术有限公司']],
  ['在58同城上，苹果官网', ['58同城', '苹果官网']],
])('in "%s"', (text, expected) => {
  expect(companies(text)).toEqual(expected)
})

test.each(['买了两斤苹果，小米粥，移动电源', '小米14和华为Mate60', '你们公司，保险公司，微信号'])(
  'none in "%s"',
  (text) => {
    expect(companies(text)).toEqual([])
  },
)
