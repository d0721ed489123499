import type { CannedReply } from '../../knowledge/canned.ts'

type Line = [shortcut: string, en: [title: string, text: string], zh: [title: string, text: string]]

const lines: Line[] = [
  [
    'hello',
    [
      'Greeting',
      'Hello {{customer.name}}, this is {{agent.name}} of {{company}}. I have read what you wrote and am looking into it.',
    ],
    ['问候', '{{customer.name}}您好，我是{{company}}的{{agent.name}}，您的情况我已经看到，正在为您查询。'],
  ],
  [
    'moment',
    ['One moment', 'One moment please, I am checking this for you.'],
    ['请稍等', '请稍等片刻，我马上为您核实。'],
  ],
  [
    'order-number',
    [
      'Ask for the order number',
      'Could you tell me the order number? It begins with NW and stands in the confirmation e-mail.',
    ],
    ['询问订单号', '方便提供一下订单号吗？以 NW 开头，在订单确认邮件里可以找到。'],
  ],
  [
    'on-its-way',
    [
      'On its way',
      'Your parcel is on its way and should arrive within two working days. The tracking link is in the dispatch e-mail.',
    ],
    ['正在派送', '您的包裹已在途中，预计两个工作日内送达，运单链接在发货邮件里。'],
  ],
  [
    'search-parcel',
    [
      'Searching for a parcel',
      'I have asked the carrier to look for your parcel. I will write to you by tomorrow evening, also if there is no news.',
    ],
    ['查件中', '我已请承运商查件，最迟明天傍晚前给您答复，即使没有进展也会告诉您。'],
  ],
  [
    'replacement',
    [
      'Sending a replacement',
      'I am sending you a replacement today, at no cost. You will get its tracking number by e-mail.',
    ],
    ['补发', '今天就为您免费补发，运单号会发到您的邮箱。'],
  ],
  [
    'refund-sent',
    ['Refund sent', 'I have started the refund. Depending on your bank it shows within two to five days.'],
    ['已退款', '退款已经发起，到账时间视银行而定，一般二到五天。'],
  ],
  [
    'refund-amount',
    [
      'Refund confirmed',
      'The refund of {{amount}} is on its way, {{customer.firstName}}. Depending on your bank it shows within two to five days.',
    ],
    ['退款确认', '{{customer.name}}您好，{{amount}}的退款已经发起，到账时间视银行而定，一般二到五天。'],
  ],
  [
    'order-status',
    ['Where your order is', 'Your order {{order.number}} is {{order.status}}.'],
    ['订单进度', '您的订单 {{order.number}} 目前{{order.status}}。'],
  ],
  [
    'return-label',
    [
      'Return label',
      'Your return label is in your inbox. Put the item into any box, stick the label on it and hand it to the carrier within 14 days.',
    ],
    ['退货面单', '退货面单已发到您的邮箱，任意纸箱打包贴上即可，请在 14 天内交给快递。'],
  ],
  [
    'photo',
    [
      'Ask for a photo',
      'Could you send us a photo of the damage? One of the whole item and one from close up is best.',
    ],
    ['请发照片', '麻烦发两张照片：一张整体，一张破损处的近照。'],
  ],
  [
    'size-advice',
    [
      'Size advice',
      'If you are between two sizes, I would take the larger one: there is room for a warm layer. Exchanging is free for 30 days.',
    ],
    ['尺码建议', '介于两个尺码之间的话，建议选大一码，里面可以加保暖层，30 天内可免费换。'],
  ],
  [
    'sorry',
    [
      'Apology',
      'I am sorry about this, {{customer.name}}. That is not how it should be, and I will see to it that it is put right.',
    ],
    ['致歉', '{{customer.name}}，非常抱歉给您添麻烦了，这确实不应该，我会负责处理好。'],
  ],
  [
    'goodwill',
    [
      'Goodwill',
      'As an apology I have put 200 trail points on your account; they are worth €10 on your next order.',
    ],
    ['补偿', '为表歉意，已为您的账户加上 200 积分，下次购物可抵 10 欧元。'],
  ],
  [
    'invoice-sent',
    ['Invoice sent', 'I have sent the invoice to the e-mail address of the order.'],
    ['发票已发', '发票已发送到订单登记的邮箱。'],
  ],
  [
    'anything-else',
    ['Anything else', 'Is there anything else that I can do for you?'],
    ['还有其他需要吗', '请问还有什么可以帮您的吗？'],
  ],
  [
    'no-answer',
    [
      'No answer',
      'I have not heard from you for a while and close this conversation for now. Just write here again, it opens at once.',
    ],
    ['暂时结束', '一段时间没有收到您的回复，先为您结束本次会话。随时再发消息，就会重新打开。'],
  ],
  [
    'goodbye',
    ['Goodbye', 'You are welcome, {{customer.name}}. Have a good day outside!'],
    ['再见', '不客气，{{customer.name}}，祝您户外愉快！'],
  ],
]

/** What the demo company's agents keep at hand. */
export const cannedReplies: readonly CannedReply[] = lines.flatMap(([shortcut, en, zh]) => [
  { _id: `${shortcut}.en`, shortcut, language: 'en' as const, title: en[0], text: en[1] },
  { _id: `${shortcut}.zh`, shortcut, language: 'zh' as const, title: zh[0], text: zh[1] },
])
