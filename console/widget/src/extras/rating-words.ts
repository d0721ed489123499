const en = {
  rateTitle: 'How did we do?',
  rate1: 'Terrible',
  rate2: 'Bad',
  rate3: 'Okay',
  rate4: 'Good',
  rate5: 'Great',
  rateComment: 'Anything to add?',
  rateSend: 'Send rating',
  rateLater: 'Not now',
  rateFailed: 'That did not arrive. Please try again.',
  rateThanks: 'Thank you for your feedback.',
  rated: 'You rated this conversation: {words}',
}
const zh: typeof en = {
  rateTitle: '您对我们的服务满意吗？',
  rate1: '很差',
  rate2: '较差',
  rate3: '一般',
  rate4: '满意',
  rate5: '非常满意',
  rateComment: '还有什么想说的吗？',
  rateSend: '提交评价',
  rateLater: '以后再说',
  rateFailed: '提交失败，请重试。',
  rateThanks: '感谢您的反馈。',
  rated: '您对本次对话的评价：{words}',
}

export const ratingWords = (locale: 'en' | 'zh') => (locale === 'zh' ? zh : en)
