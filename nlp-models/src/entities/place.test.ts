import { expect, test } from 'vitest'
import { entitiesIn } from '../../test/entities-in.ts'

const places = (text: string) => entitiesIn(text, 'place').map((found) => found.replace(/=.*/, ''))

test.each<[string, string[]]>([
  ['sent to Berlin, in new york', ['Berlin', 'new york']],
  ['i live in the Netherlands', ['Netherlands']],
  ['from Munich to The Hague', ['Munich', 'The Hague']],
  ['22 Baker Street, London NW1 6XE', ['London']],
  ['in Reading, to Nice and then to Bath', ['Reading', 'Nice', 'Bath']],
  ['made in turkey or in china?', ['turkey', 'china']],
  ["I'm from Georgia, moving from Austin to Dallas", ['Georgia', 'Austin', 'Dallas']],
  ['Paris, Texas; Zürich; São Paulo', ['Paris', 'Texas', 'Zürich', 'São Paulo']],
  ['we live in the US but order from the UK', ['US', 'UK']],
  ['in China? near St. Petersburg', ['China', 'St. Petersburg']],
])('in "%s"', (text, expected) => {
  expect(places(text)).toEqual(expected)
})

test.each([
  'what a nice bath towel, a china tea set, a turkey sandwich, a jersey',
  'Boston Road, london street, german customs, french fries',
  'ship it to us please, Mr Lancaster, my name is Carlisle',
  'is reading fun, split the order, orange or black',
])('none in "%s"', (text) => {
  expect(places(text)).toEqual([])
})

test.each<[string, string[]]>([
  ['我在浙江杭州', ['浙江', '杭州']],
  ['从广东省深圳市寄到成都', ['广东省', '深圳市', '成都']],
  ['内蒙古自治区呼和浩特市，香港特别行政区', ['内蒙古自治区', '呼和浩特市', '香港特别行政区']],
  ['在东京，去泰国，寄到开封', ['东京', '泰国', '开封']],
  ['北京市朝阳区建国路88号', ['北京市']],
  ['上海市场', ['上海']],
])('in "%s"', (text, expected) => {
  expect(places(text)).toEqual(expected)
})

test.each(['已开封不能退', '南京路步行街', '四川菜，中国人', '三明治，十四平米，每天水管漏水'])(
  'none in "%s"',
  (text) => {
    expect(places(text)).toEqual([])
  },
)
