import type { Quick } from './conversation.ts'

/** Short conversations in Chinese that the bot closed by itself. */
export const quickZh: readonly Quick[] = [
  ['delivery.time', 0.1, '今天下单的话，周五之前能到杭州吗？', '好的，谢谢', 5],
  ['delivery.cost', 0, '买一双袜子要付多少运费'],
  ['delivery.international', 0, '可以寄到新加坡吗？关税谁付？', '明白了，多谢！', 4],
  ['delivery.pickup', 0.2, '想下班路上去上海店自己取，可以吗？'],
  ['return.policy', 0, '吊牌剪了但没穿出去，还能退吗？'],
  ['return.policy', -0.1, '退货要我自己出运费吗', '那就好', 5],
  ['return.status', -0.2, '退回去的鞋子寄出一周了，你们收到没有？'],
  ['refund.status', -0.3, '退款什么时候能到支付宝？', '好，我再等等。', 3],
  ['exchange.start', 0.1, '徒步裤买大了，能换小一码吗？', '换货很方便，赞', 5],
  ['payment.methods', 0, '支持微信付款吗？'],
  ['payment.failed', -0.4, '付款一直失败，试了好几次了', '换了张卡就好了'],
  ['payment.gift_card', 0.1, '朋友送的礼品卡在哪里输入？', '找到了，谢谢', 5],
  ['promo.code', -0.2, '邮件里的优惠码提示无效，怎么回事'],
  ['price.match', 0, '刚买三天就看到别家便宜，能补差价吗？'],
  ['product.availability', 0, '羽绒服 M 码什么时候补货？'],
  ['product.sizing', 0.1, '身高 172，体重 65 公斤，冲锋衣穿什么码？', '那我选 L，感谢', 5],
  ['product.care', 0.1, '羽绒睡袋可以机洗吗？', '学到了！', 5],
  ['warranty.claim', -0.3, '头灯用了一年就充不进电，保修吗？'],
  ['repair.service', 0, '背包拉链坏了，你们能修吗？', '好的，我送到店里'],
  ['account.login', -0.3, '账号登不上去，提示次数太多'],
  ['order.invoice', 0, '怎么开公司抬头的发票？', '收到，谢谢', 4],
  ['loyalty.points', 0.2, '积分怎么抵现金？'],
  ['store.location', 0, '你们在上海的店在哪儿？', '谢谢，周末去看看', 5],
  ['newsletter.unsubscribe', -0.2, '推广邮件太多了，怎么关掉'],
]
