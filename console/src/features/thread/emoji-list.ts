/** One a line: the sign, its names in English, and after the bar those in Chinese. */
const list = `
😀 grinning happy smile|笑 开心
😃 big smile happy|大笑 开心
😄 laughing eyes happy|笑眼 高兴
😁 beaming grin|露齿笑
😅 sweat relief|汗 尴尬
😂 tears of joy laugh|笑哭
🙂 slight smile|微笑
😉 wink|眨眼
😊 blush warm smile|脸红 微笑
😇 angel innocent|天使 无辜
😍 heart eyes love|喜欢 爱心眼
😘 kiss|亲亲
😋 yummy|好吃
😎 cool sunglasses|酷 墨镜
🤩 star struck wow|惊艳 星星眼
🤗 hug|抱抱
🤔 thinking hmm|思考
🤝 handshake deal agreed|握手 成交
😐 neutral|面无表情
😶 silent no words|无语
🙄 rolling eyes|翻白眼
😌 relieved|放心
😔 sad pensive|失落
😕 confused|困惑
🙁 frown unhappy|不高兴
😟 worried|担心
😢 cry tear|流泪 难过
😭 sobbing|大哭
😞 disappointed|失望
😣 struggling|难受
😤 annoyed|生气 哼
😠 angry|生气 愤怒
😱 shocked scream|震惊
😳 embarrassed flushed|害羞 尴尬
😴 asleep tired|睡 困
🤒 ill fever sick|生病 发烧
🥳 party celebrate|庆祝 派对
🥺 please pleading|拜托 可怜
🫡 salute yes|敬礼 收到
👋 wave hello goodbye|挥手 你好 再见
👍 thumbs up yes good|赞 好的
👎 thumbs down no bad|踩 不好
👌 okay fine|好的
👏 applause clap|鼓掌
🙌 hooray raised hands|万岁
🙏 please thanks pray|谢谢 拜托 抱拳
💪 strong muscle|加油 强
✌️ victory peace|胜利 耶
🤞 fingers crossed luck|好运 祈祷
👉 point right there|指 右
👇 point down below|指 下
👆 point up above|指 上
✍️ writing|写
👀 eyes look|看 眼睛
🙋 raise hand question|举手 提问
🤷 shrug do not know|耸肩 不知道
🙇 bow sorry|鞠躬 抱歉
❤️ red heart love|红心 爱
🧡 orange heart|橙心
💛 yellow heart|黄心
💚 green heart|绿心
💙 blue heart|蓝心
💜 purple heart|紫心
💔 broken heart|心碎
✨ sparkles|闪亮
⭐ star|星星
🌟 glowing star|闪星
🔥 fire hot|火 热门
🎉 party popper congratulations|庆祝 恭喜
🎊 confetti|彩球 庆祝
🎁 gift present|礼物
🎂 birthday cake|生日 蛋糕
🌹 rose flower|玫瑰
🌸 blossom|樱花 花
🌞 sun|太阳
🌈 rainbow|彩虹
☔ rain umbrella|下雨 伞
❄️ snow cold|雪 冷
☕ coffee tea|咖啡
🍵 tea|茶
🍜 noodles food|面 吃
🍎 apple|苹果
🍻 cheers beer|干杯
✅ done check yes|完成 对
☑️ ticked|勾选
❌ no cross wrong|错 不
❗ important exclamation|重要 感叹号
❓ question|问题 问号
⚠️ warning careful|警告 注意
🚫 forbidden|禁止
💯 hundred perfect|满分
➡️ arrow right|右箭头
⬅️ arrow left|左箭头
🔁 again repeat|重复
🆕 new|新
🆗 ok|好
🔔 bell reminder|提醒 铃
🔕 muted|静音
💡 idea light bulb|主意 灯泡
🔍 search look for|搜索 查找
🔒 locked safe|锁 安全
🔑 key password|钥匙 密码
🔗 link|链接
📎 paperclip attachment|附件
📌 pin|图钉
📝 memo note|备忘 笔记
📄 document page|文件
📦 parcel package order|包裹 快递
🚚 delivery truck|送货 物流
✈️ plane air mail|飞机 空运
🚢 ship|船 海运
🏠 home address|家 地址
🏬 shop store|商店
🏭 warehouse|仓库
🛒 shopping cart basket|购物车
🛍️ shopping bags|购物 袋
💳 card payment|银行卡 支付
💰 money|钱
💶 euro|欧元
💴 yen yuan|元 日元
🧾 receipt invoice|收据 发票
🏷️ price label tag|价格 标签
↩️ return back|退货 返回
🔄 exchange refresh|换货 刷新
⏳ waiting hourglass|等待 沙漏
⏰ alarm time|闹钟 时间
🕐 clock|时钟
📅 calendar date|日历 日期
📞 phone call|电话
📱 mobile|手机
💻 laptop computer|电脑
📧 e-mail|邮件
✉️ letter envelope|信
💬 speech message chat|消息 聊天
📷 camera photo|相机 照片
🖼️ picture|图片
🎧 headphones support|耳机 客服
🔧 wrench repair|维修 扳手
🛠️ tools fix|工具 修理
🔋 battery|电池
🔌 plug power|插头 电源
👕 shirt clothes|衣服 上衣
👖 trousers jeans|裤子
🧥 jacket coat|外套
👟 shoe sneaker|鞋
🥾 boot hiking|登山靴
🧦 socks|袜子
🧢 cap hat|帽子
🎒 backpack|背包
⛺ tent camping|帐篷
🏔️ mountain|山
🗺️ map|地图
📏 size ruler|尺码 尺子
🐶 dog|狗
🐱 cat|猫
🐼 panda|熊猫
🌍 world globe|地球 全球
🇬🇧 english britain|英国 英文
🇨🇳 chinese china|中国 中文
🇪🇺 europe|欧盟
🇺🇸 usa america|美国
🏆 trophy prize|奖杯
🥇 gold medal first|金牌 第一
🎯 target exactly|目标 准确
🚀 rocket fast|火箭 快
💎 gem precious|钻石 珍贵
`

export interface Emoji {
  sign: string
  en: string
  zh: string
}

export const emojis: readonly Emoji[] = list
  .trim()
  .split('\n')
  .map((line) => {
    const [sign = '', ...names] = line.split(' ')
    const [en = '', zh = ''] = names.join(' ').split('|')
    return { sign, en, zh }
  })

/** What is called so, in either language: every word begins one of its names; all for nothing. */
export function findEmojis(query: string): readonly Emoji[] {
  const words = query.trim().toLowerCase().split(/\s+/u).filter(Boolean)
  if (words.length === 0) return emojis
  return emojis.filter(({ sign, en, zh }) =>
    words.every((word) => sign === word || ` ${en}`.includes(` ${word}`) || zh.includes(word)),
  )
}
