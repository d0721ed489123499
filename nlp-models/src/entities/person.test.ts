import { expect, test } from 'vitest'
import { entitiesIn } from '../../test/entities-in.ts'

const names = (text: string) => entitiesIn(text, 'person').map((found) => found.replace(/=.*/, ''))

test.each<[string, string[]]>([
  ['my name is Anna Kowalski and I ordered', ['Anna Kowalski']],
  ['my name is anna kowalski and i ordered', ['anna kowalski']],
  ["My name's Xiomara Quispe.", ['Xiomara Quispe']],
  ['this is Tom again', ['Tom']],
  ['Okafor here, calling again', ['Okafor']],
  ['Mr Okafor, Mrs. van der Meer, dr. Lena Fischer', ['Okafor', 'van der Meer', 'Lena Fischer']],
  ['ok Mark from support was great', ['Mark']],
  ['Kwabena from billing said so', ['Kwabena']],
  ['I spoke to Maria, ask noor', ['Maria', 'noor']],
  ['my wife Ingrid, my flatmate, Ines', ['Ingrid', 'Ines']],
  ['signed, Priya', ['Priya']],
  ['Kind regards\nJ. R. Hartley', ['J. R. Hartley']],
  ["Jean-Luc and Siobhan O'Brien", ['Jean-Luc', "Siobhan O'Brien"]],
  ['Maria S. helped me', ['Maria S.']],
  ["Anna's parcel", ['Anna']],
  ['name: Karim Benali, booked under the name of Fernandez', ['Karim Benali', 'Fernandez']],
  ['the name on the booking is Petrova', ['Petrova']],
  ['MY NAME IS ANNA KOWALSKI AND I WAIT', ['ANNA KOWALSKI']],
])('in "%s"', (text, expected) => {
  expect(names(text)).toEqual(expected)
})

test.each([
  'Will you refund me? May I ask? Mark this as done. Grant me access',
  'Rich people only, bill me later, i want to sue you',
  'the rose gold one, amber and violet, jack of all trades',
  'user name: shopper42, the brand name is Northwind',
  'Dear Sir or Madam, hi there, hello team, thanks a lot',
  'Victoria Street, miss the bus, one moment',
])('nobody in "%s"', (text) => {
  expect(names(text)).toEqual([])
})

test.each<[string, string[]]>([
  ['我叫王小明，想查订单', ['王小明']],
  ['我是李娜，手机', ['李娜']],
  ['张先生、王小明女士、李总您好', ['张先生', '王小明女士', '李总']],
  ['客服小李态度好，老王的包裹', ['小李', '老王']],
  ['赵磊，电话', ['赵磊']],
  ['收件人：欧阳娜娜', ['欧阳娜娜']],
  ['妈妈叫刘桂芳，帮她买', ['刘桂芳']],
  ['维修师傅刘建军联系我', ['刘建军']],
  ['姓名改为杨洋可以吗', ['杨洋']],
  ['Kevin是你们的客服吗', ['Kevin']],
  ['乘客姓名：CHEN XIAO', ['CHEN XIAO']],
  ['约翰·史密斯的订单', []],
  ['约翰·史密斯', ['约翰·史密斯']],
])('in "%s"', (text, expected) => {
  expect(names(text)).toEqual(expected)
})

test.each([
  '我是来退货的，我是上周买的',
  '高兴死了，方便的话，马上发货，全部退款，时间到了',
  '小米手机，小时，老板，和女士沟通过，全部先生',
  '白色的，黄金饰品，温馨提示，程度严重',
])('nobody in "%s"', (text) => {
  expect(names(text)).toEqual([])
})
