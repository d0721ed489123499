/**
 * A small thesaurus of customer service, written for Parley: words of both languages that mean nearly the same
 * to a shop. It lets a model that has seen "parcel" understand "package" and 包裹, which n-grams alone cannot.
 * A word may stand under several concepts.
 */
export const CONCEPTS: Readonly<Record<string, readonly [english: string, chinese: string]>> = {
  order: [
    'order purchase bought buy ordered ordering purchased',
    '订单 单子 下单 购买 买了 买的 订的 订购 订了 拍的 拍下',
  ],
  parcel: ['parcel package shipment box packet consignment delivery', '包裹 快递 快件 货物 邮件 件 货'],
  ship: [
    'ship shipped shipping dispatch dispatched sent posted warehouse transit',
    '发货 寄出 出库 发出 寄 发了 运输 仓库 打包 发没发',
  ],
  deliver: [
    'deliver delivery delivered courier carrier driver postman dhl ups fedex dpd',
    '配送 送货 派送 派件 送到 快递员 物流 送',
  ],
  track: [
    'track tracking trace follow whereabouts status progress update news',
    '物流 跟踪 查询 查一下 单号 追踪 运单 进度 状态 查',
  ],
  where: ['where whereabouts', '哪里 哪儿 在哪 到哪 何处 哪'],
  arrive: [
    'arrive arrived arrival come came receive received turned showed',
    '到货 到了 收到 送达 签收 到达 没到',
  ],
  late: [
    'late delay delayed overdue slow waiting still yet supposed promised should expected',
    '还没 晚 延误 迟 超时 一直 太慢 慢 催 等 没动静 不动 没更新',
  ],
  lost: ['lost vanished disappeared stolen nowhere neighbour', '丢 丢失 不见 丢件 遗失 弄丢 没收到'],
  cancel: [
    'cancel cancellation cancelling void abort undo revoke withdraw',
    '取消 撤销 不要了 不想要 作废 撤单',
  ],
  change: [
    'change edit modify amend update alter switch correct changing',
    '修改 改 更改 变更 更换 更新 换成 改成',
  ],
  address: [
    'address street house postcode zip apartment flat moved moving redirect typo',
    '地址 门牌 收货地址 搬家 邮编 街道 收货人 小区 写错',
  ],
  place: ['office work neighbour hotel home', '公司 家里 单位 宿舍 学校 家'],
  add: ['add include extra another', '加 添加 增加 多加 追加 加上 再加'],
  remove: ['remove delete drop erase wipe close closed', '删除 去掉 移除 删 注销 销户 清除'],
  data: ['data privacy gdpr information personal records', '数据 隐私 信息 资料 个人'],
  item: ['item items product article goods thing things stuff piece', '商品 东西 产品 物品 货 宝贝'],
  clothes: [
    'jacket coat shell trousers pants shirt fleece vest gloves hat socks',
    '外套 冲锋衣 夹克 裤子 衣服 羽绒服 手套 帽子 袜子 抓绒',
  ],
  shoes: ['boots shoes sole soles hiking', '鞋 鞋子 靴 登山鞋 鞋底 徒步鞋'],
  gear: [
    'tent backpack sleeping bag mat stove pole poles rucksack pack rope lamp',
    '帐篷 背包 睡袋 垫子 炉 登山杖 头灯 包',
  ],
  missing: ['missing incomplete short lacks absent only left', '少了 漏发 缺 少发 漏 不全 只有 少 没有收到'],
  wrong: [
    'wrong different incorrect instead mistake mixed not mistaken somebody else',
    '发错 错了 不对 错 不一样 不符 弄错 别人',
  ],
  invoice: [
    'invoice receipt bill vat tax company expenses accounting pdf copy',
    '发票 收据 开票 税号 抬头 凭证 报销 专票 电子发票 票',
  ],
  time: [
    'long days when time estimate weeks hours eta soon quickly usually take takes until',
    '多久 几天 什么时候 多长时间 时间 何时 预计 一般 能到',
  ],
  express: ['express fast urgent tomorrow friday overnight rush', '加急 急 明天 次日 快点 赶 尽快'],
  cost: [
    'cost costs fee charge much price expensive free postage threshold',
    '多少钱 费用 运费 邮费 收费 包邮 免费 免运费',
  ],
  abroad: [
    'international abroad overseas country countries customs duty duties worldwide europe eu canada australia japan switzerland norway usa america outside import',
    '国外 海外 国际 境外 海关 关税 清关 出国 跨境 香港 台湾 日本 美国 澳洲 加拿大 欧洲 新加坡',
  ],
  pickup: ['pickup collect collection locker pick collected', '自提 取货 自取 提货 取件 柜 驿站 取'],
  return: ['return returning returns returned back unwanted', '退货 退回 退 寄回 退换 不合适'],
  label: ['label slip print barcode printer', '面单 标签 打印 退货单'],
  policy: [
    'policy rules allowed conditions terms deadline period window can worn opened sale',
    '政策 规定 条件 规则 期限 七天 无理由 拆了 吊牌 穿过',
  ],
  registered: [
    'receive received registered warehouse arrived processed confirm confirmation',
    '签收 登记 处理 确认 收到货',
  ],
  exchange: ['exchange swap replace replacement trade', '换货 换 调换 换一件 换个 更换 换大'],
  refund: [
    'refund refunded refunds reimbursed reimbursement money credited',
    '退款 退钱 返还 到账 返款 退的钱 钱',
  ],
  twice: ['twice double duplicate two again second', '两次 重复 双倍 两笔 多扣 二次 又扣 两遍'],
  charge: ['charged charge debited deducted billed withdrew statement taken', '扣款 扣了 扣费 扣钱 扣 账单'],
  pay: ['pay payment paying paid checkout transfer', '付款 支付 付钱 结账 付 买单 转账'],
  card: ['card visa mastercard credit debit amex bank', '银行卡 信用卡 卡 银联 借记卡 银行'],
  wallet: [
    'paypal klarna apple google wallet instalments installments cash crypto',
    '微信 支付宝 花呗 分期 货到付款 白条 现金',
  ],
  accept: ['accept take support methods options possible', '支持 接受 方式 可以用 能用'],
  failed: [
    'failed declined rejected fails error refused unsuccessful bounced',
    '失败 被拒 不成功 付不了 报错 拒绝 付不',
  ],
  gift: ['gift voucher giftcard present balance', '礼品卡 礼品 礼物 购物卡 卡券 送人 余额 储值'],
  promo: [
    'promo code coupon discount voucher sale offer promotion student deal percent',
    '优惠 优惠券 优惠码 折扣 打折 促销 满减 活动 折扣码 红包 券 码 学生',
  ],
  cheaper: [
    'cheaper match lower competitor elsewhere less difference dropped reduced',
    '便宜 差价 保价 比价 降价 更低 价保 别家 别的店',
  ],
  stock: [
    'stock available availability restock sold inventory carry sell',
    '有货 现货 库存 补货 缺货 断货 上架 还有 卖',
  ],
  size: [
    'size sizing sizes fit fits small large medium xl measurements chart tall cm kg runs narrow wide',
    '尺码 尺寸 码 大小 偏大 偏小 身高 体重 码数 穿多大 脚 胸围 腰围 厘米 公斤 斤 号',
  ],
  colour: ['colour color black blue red green grey', '颜色 黑色 蓝色 红色 绿色 灰色 色'],
  material: [
    'material waterproof weight weigh fabric gore specs details breathable insulation made warm temperature capacity',
    '材质 面料 防水 重量 参数 规格 成分 透气 保暖 多重 适合 容量 几度 升',
  ],
  care: [
    'wash washing clean dry tumble iron machine care detergent wax wool store reproof',
    '洗 清洗 洗涤 机洗 保养 熨 晾 干洗 烘干 洗衣机 存放 打蜡',
  ],
  damaged: [
    'damaged broken broke torn cracked ripped defective faulty scratched dented hole smashed arrived',
    '坏 破 破损 损坏 裂 碎 划痕 破洞 质量问题 瑕疵 压坏 脏',
  ],
  warranty: [
    'warranty guarantee guaranteed lifetime claim covered covers',
    '保修 质保 三包 保质期 包修 保修期',
  ],
  repair: [
    'repair fix mend repaired patch resole restitch workshop service',
    '维修 修 修理 修补 补 缝 修好 换拉链',
  ],
  worn_out: [
    'after months year used worn stopped seam zipper zip peeling snapped leaking delaminated',
    '用了 几个月 一年 才 开胶 脱线 拉链 断了 漏水 掉 磨',
  ],
  login: [
    'login log sign signin locked access logged register verification',
    '登录 登陆 登不上 登不进 进不去 锁定 验证码 注册',
  ],
  password: ['password passcode reset forgot forgotten remember', '密码 忘记密码 重置 找回 忘了'],
  account: ['account profile user username', '账号 账户 帐号 帐户 个人信息'],
  email: ['email mail e inbox', '邮箱 电邮 邮件'],
  phone: ['phone telephone mobile number', '电话 手机 手机号 号码'],
  name: ['name surname birthday married', '名字 姓名 生日 昵称'],
  points: [
    'points loyalty reward rewards member membership bonus club tier expire',
    '积分 会员 等级 奖励 会员卡 兑换 过期',
  ],
  newsletter: [
    'newsletter unsubscribe emails spam marketing subscription mailing ads sending texts list',
    '订阅 退订 广告 推送 短信 营销 骚扰 通知',
  ],
  hours: [
    'open opening hours close closed closing sunday saturday weekend holiday today monday',
    '营业 开门 关门 几点 周末 周日 节假日 周六 今天 下班 上班 春节',
  ],
  store: [
    'store shop branch location nearest showroom near city parking',
    '门店 店 实体店 分店 附近 专柜 店铺 店里 停车',
  ],
  appointment: [
    'appointment book booking reserve slot consultation fitting advisor schedule',
    '预约 预定 约 试穿 咨询 顾问 预订',
  ],
  complain: [
    'complaint complain unacceptable terrible disappointed awful disgusting angry worst ridiculous manager never',
    '投诉 差评 太差 失望 生气 不满 垃圾 气死 过分 态度 经理 再也不',
  ],
  human: [
    'human person agent someone representative operator real speak talk colleague staff employee call chat',
    '人工 客服 真人 转人工 接线员 专员 同事 跟人 和人',
  ],
  bot: ['bot robot machine ai computer chatbot automated program', '机器人 智能 程序 电脑 自动 ai'],
  who: ['who what are you your', '你是 谁 你叫 您是'],
  praise: [
    'great love amazing perfect excellent fantastic wonderful awesome happy recommend impressed brilliant best nice well kudos team',
    '好评 很棒 满意 喜欢 赞 不错 太好 点赞 推荐 表扬 好看 舒服',
  ],
  thanks: ['thanks thank thx appreciate cheers grateful ty helpful', '谢谢 感谢 多谢 谢 辛苦 谢啦'],
  hello: [
    'hi hello hey morning afternoon evening greetings there',
    '你好 您好 在吗 早上好 哈喽 嗨 晚上好 有人 在不在',
  ],
  bye: ['bye goodbye later night care cya day soon', '再见 拜拜 回见 晚安 下次 先这样 走了'],
  yes: [
    'yes yeah yep sure ok okay correct right exactly please absolutely ahead indeed',
    '是的 好的 对 可以 行 没错 嗯 好 确定 对的 是',
  ],
  no: ['no nope nah not', '不是 不用 不 不行 不要 没有 不对 别'],
  stop: [
    'stop forget nevermind never mind nothing scrap quit restart over leave drop start',
    '算了 不用了 停 结束 重来 不办 退出 不弄 返回 当我没说',
  ],
  help: ['help assist support how', '帮 帮忙 怎么 如何 帮助 协助 怎样'],
  website: [
    'basket cart button page website app site submit guest online browser',
    '购物车 页面 按钮 网站 提交 加购 结算 app 网页',
  ],
  cannot: ['cant cannot unable wont doesnt stuck nothing happens', '不能 无法 不了 没反应 不上 不出 点不'],
}
