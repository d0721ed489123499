import { strengths } from './lexicon-en.ts'

const WORDS: Readonly<Record<string, string>> = {
  '3': '完美 太棒 太好了 超级好 超赞 非常好 非常满意 非常喜欢 很棒 最好 极好 惊喜 爱死 五星 绝了 无可挑剔 强烈推荐 物超所值 爱了 太贴心 感激不尽 神速 一流 超喜欢 太喜欢 点赞',
  '2': '满意 喜欢 感谢 谢谢 多谢 开心 高兴 不错 推荐 好用 好看 漂亮 精致 贴心 热情 耐心 专业 优秀 给力 靠谱 周到 值得 舒服 好吃 快捷 及时 细心 赞 棒 牛 哈哈 爱 亲切 完好 好评 期待 幸福 感动 放心 划算 实惠 物美价廉 辛苦了 太快了 很快 真快 良心',
  '1': '可以 还行 还好 方便 清楚 简单 顺利 解决了 好了 正品 结实 耐用 柔软 合适 舒适 干净 新鲜 便宜 好的 支持 有用 挺好 蛮好 收到了 友好 礼貌 温馨',
  '-1': '慢 太慢 晚了 延误 还没 一直没 等了 贵 太贵 麻烦 复杂 看不懂 不清楚 问题 故障 错误 不对 错了 少了 漏发 漏了 缺 色差 偏小 偏大 噪音 一般 不太 着急 担心 失效 卡住 闪退 打不开 不见了 迟迟 拖延 可惜 遗憾 将就 凑合 无聊 难用 没用 褪色 掉色 起球 异味 不合适',
  '-2': '差 很差 坏 坏了 破 破了 破损 损坏 失望 生气 不满 不满意 不喜欢 难看 难吃 糟 糟糕 敷衍 推卸 不理 没人理 没人回 不负责 投诉 差评 退货 劣质 次品 假货 假的 虚假 误导 欺骗 坑 坑人 态度差 粗糙 难受 后悔 烦 烦死 郁闷 无语 不靠谱 不专业 不值 上当 碎了 裂了 漏水 臭 脏 发霉 过期 吵 伤心 讨厌 恶劣 多收 乱扣 乱收费 没法用 浪费 不耐烦 什么破 受够',
  '-3': '垃圾 骗子 诈骗 骗人 恶心 太差 极差 最差 气死 愤怒 火大 可恶 无耻 黑店 流氓 滚 他妈 妈的 操 太过分 过分 离谱 忍无可忍 曝光 起诉 律师 报警 坑爹 烂 太烂 混蛋 王八蛋 缺德 黑心 奸商 强盗 糟透 失望透顶 再也不 永远不',
}

/** Strength of Chinese words and set phrases; the longest that fits counts. */
export const CHINESE_LEXICON: ReadonlyMap<string, number> = strengths(WORDS)
export const CHINESE_LONGEST = Math.max(...[...CHINESE_LEXICON.keys()].map((word) => word.length))
export const CHINESE_NEGATIONS: readonly string[] = ['不', '没', '別', '别', '未', '无', '沒', '非']
export const CHINESE_INTENSIFIERS: readonly string[] = [
  '很',
  '太',
  '非常',
  '超',
  '真',
  '特别',
  '极',
  '十分',
  '相当',
]
