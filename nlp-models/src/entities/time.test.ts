import { expect, test } from 'vitest'
import { entitiesIn } from '../../test/entities-in.ts'

test.each<[string, string[]]>([
  ['after 3pm, at 9:05 am, 14:20', ['3pm=15:00', '9:05 am=09:05', '14:20=14:20']],
  ['6.30 p.m. or 12am', ['6.30 p.m.=18:30', '12am=00:00']],
  [
    'half past nine, quarter to five pm, ten past six',
    ['half past nine=09:30', 'quarter to five pm=16:45', 'ten past six=06:10'],
  ],
  ['the appointment is at half eight', ['half eight=08:30']],
  ['quarter to one, at five to twelve', ['quarter to one=12:45', 'five to twelve=11:55']],
  ["8 o'clock, seven thirty pm", ["8 o'clock=08:00", 'seven thirty pm=19:30']],
  ['noon, midnight, 12 noon', ['noon=12:00', 'midnight=00:00', '12 noon=12:00']],
  ['at 7 in the evening, at 17h', ['7 in the evening=19:00', '17h=17:00']],
  ['call me at 9', ['9=09:00']],
  ['between 2 and 4 pm', ['2=14:00', '4 pm=16:00']],
  ['between 9 and 11 tomorrow morning', ['9=09:00', '11=11:00']],
  ['9am-5pm, 10:30-12:00', ['9am=09:00', '5pm=17:00', '10:30=10:30', '12:00=12:00']],
  ['2pm to 4', ['2pm=14:00', '4=16:00']],
  ['16:9 or 4:3, 25:10, 10:75', []],
  ['five to ten days, half a dozen, at 3 shops, ten to one odds', []],
])('in "%s"', (text, expected) => {
  expect(entitiesIn(text, 'time')).toEqual(expected)
})

test.each<[string, string[]]>([
  ['下午三点，10点半，八点一刻', ['下午三点=15:00', '10点半=10:30', '八点一刻=08:15']],
  [
    '晚上11点，中午12点，凌晨1点半，晚上12点',
    ['晚上11点=23:00', '中午12点=12:00', '凌晨1点半=01:30', '晚上12点=00:00'],
  ],
  ['下午3:30，15时30分，三点十五分', ['下午3:30=15:30', '15时30分=15:30', '三点十五分=03:15']],
  ['9点到11点，下午2点到4点', ['9点=09:00', '11点=11:00', '下午2点=14:00', '4点=16:00']],
  ['2点到下午4点', ['2点=14:00', '下午4点=16:00']],
  ['今晚8点，明早9点', ['8点=20:00', '9点=09:00']],
  ['差一刻八点，零点，正午', ['差一刻八点=07:45', '零点=00:00', '正午=12:00']],
  ['有点慢，一点也不好，三点建议，早点，差点，晚上', []],
])('in "%s"', (text, expected) => {
  expect(entitiesIn(text, 'time')).toEqual(expected)
})
