import { expect, test } from 'vitest'
import { entitiesIn } from '../../test/entities-in.ts'

test.each<[string, string[]]>([
  ['two sleeping bags, 3 pairs, size 43', ['two=2', '3=3', '43=43']],
  ['1,200 leaflets, 0.5 litres, 2,5 kg', ['1,200=1200', '0.5=0.5', '2,5=2.5']],
  ['a dozen, half a dozen, a hundred', ['a dozen=12', 'half a dozen=6', 'a hundred=100']],
  ['thirty-five chairs, one hundred and twenty plates', ['thirty-five=35', 'one hundred and twenty=120']],
  ['two thousand five hundred, two and a half', ['two thousand five hundred=2500', 'two and a half=2.5']],
  ['15%, 12.5 %, 5 percent, ten per cent', ['15%=15%', '12.5 %=12.5%', '5 percent=5%', 'ten per cent=10%']],
  ['3-5 days, 5kg, x2, 2k followers', ['3=3', '5=5', '5=5', '2=2', '2k=2000']],
  ['2 of 5, for 6 months', ['2=2', '5=5', '6=6']],
  ['during 2 weeks, bring 3 bags', ['2=2', '3=3']],
])('in "%s"', (text, expected) => {
  expect(entitiesIn(text, 'number')).toEqual(expected)
})

test.each([
  'one second, once, first, 2nd, half of it',
  'v2.3.1, version 12.4, error 404, code: 99123, PIN 4821',
  'room 12, row 7 seat 12, gate 22, rows 3 and 5, steps 1-4',
  'iPhone 15, windows 11, Galaxy S24, the Pixel 8',
  '24/7, 1/2, 16:9, 5G, 4K, 3-in-1, 10x15',
  '14 Mill Lane, 12 Rue de la Paix, Hauptstraße 5, 75002 Paris, Chicago 60601',
  'two-factor codes, cloud nine, twenty-four seven',
  'ISBN 978-3-16-148410-0, IMEI 490154203237518, 192.168.0.1',
  'DE89 3704 0044 0532 0130 00, order number 48213, invoice #5521',
  '•••• 1111',
])('nothing is counted in "%s"', (text) => {
  expect(entitiesIn(text, 'number')).toEqual([])
})

test.each<[string, string[]]>([
  ['两个，十二件，三天，2晚', ['两=2', '十二=12', '三=3', '2=2']],
  ['半打，两打，3打', ['半打=6', '两打=24', '3打=36']],
  ['百分之二十，百分之三点五，15％', ['百分之二十=20%', '百分之三点五=3.5%', '15％=15%']],
  ['一百零五位，两千多，3万5', ['一百零五=105', '两千=2000', '3万5=35000']],
  ['1,280度，100M，４张', ['1,280=1280', '100=100', '４=4']],
  ['２', ['２=2']],
])('in "%s"', (text, expected) => {
  expect(entitiesIn(text, 'number')).toEqual(expected)
})

test.each([
  '第二次，二手，千万别，万一，一个，几十个，十分满意',
  '三星，五一，双11，618节，七上八下，三天两头',
  '3合1，7x24小时，5G，4K，3栋，5号线，尾号1234，验证码483920',
  '拨打10086，iPhone 15，小米14，三分之一，一、二、三',
])('nothing is counted in "%s"', (text) => {
  expect(entitiesIn(text, 'number')).toEqual([])
})
