// Words that stand in every question and every answer say nothing about what either is about.
const STOP_WORDS: ReadonlySet<string> = new Set(
  (
    'a an the and or but if of to in on at for from by with as is are was were be been am do does did have has had ' +
    'i me my you your we our us it its this that these those there here can could will would should may might must ' +
    'not no yes so just please hi hello thanks thank dear what when which who how why where about any some all out up ' +
    'get got im ive dont cant didnt doesnt id youre theres than then them they he she his her also only very much more ' +
    '的 了 吗 呢 吧 啊 我 你 您 我们 你们 他 她 它 是 在 有 和 与 就 都 也 还 要 会 能 可以 这 那 这个 那个 一 一个 不 没 没有 ' +
    '怎么 什么 请 请问 谢谢 您好 你好 想 给 到 把 被 对 上 下 个 么 嗯 哦 哪'
  ).split(' '),
)

// Besides: what is only said to be polite or to keep a talk going, and words that hold a sentence together.
const SMALL_TALK: ReadonlySet<string> = new Set(
  (
    'hey hii hiii hai hiya helo hlo howdy greetings good morning afternoon evening night day sir madam maam mam team ' +
    'everyone friend ok okay okey oki okie k kk alright right sure yep yeah yup ya yah nope nah fine great nice cool ' +
    'perfect excellent awesome wonderful super lovely correct exactly absolutely definitely certainly course indeed ' +
    'understood noted agreed welcome pleasure glad happy thankyou thanku thx ty tysm cheers appreciate appreciated ' +
    'bye goodbye byebye see later soon care weekend ahead take lot lots well oh ah hmm hm um uh wow haha lol done ' +
    'sorry excuse pardon apologies kindly hope hoping let lets know tell say ask like want wanted need needed help ' +
    'helping helped assist assistance assisting support question questions query service today now thats whats hows its ' +
    'im ill id ive youve youll were weve well theyre isnt arent wasnt wont wouldnt couldnt havent hasnt doing going ' +
    'too really quite again still yet ever never always already else anything something nothing everything thing things ' +
    'much many such same other another each every both own into over off after before because while until through ' +
    'between during without within per via their him himself myself yourself ourselves being having make makes made ' +
    'one two way able back look looking think guess mean means problem issue issues u r ur pls plz ' +
    '好 好的 好吧 好啊 好呀 好哒 嗯嗯 嗯哪 哈 哈哈 呵呵 行 行吧 行的 对的 是的 是啊 不是 可以的 没事 没关系 没问题 知道 明白 了解 收到 ' +
    '多谢 感谢 非常 谢 谢谢您 谢谢你 客气 不客气 不用 不用谢 再见 拜拜 拜 祝 祝您 祝你 愉快 生活 开心 顺利 早上好 上午 下午好 晚上好 晚安 早安 ' +
    '麻烦 打扰 辛苦 不好意思 抱歉 对不起 帮 帮助 帮忙 问 问题 问下 咨询 一下 那么 那 然后 还有 就是 这样 这里 那里 哪里 哪个 哪些 如何 为什么 ' +
    '什么时候 多少 几 怎样 怎么样 是不是 有没有 能不能 可不可以 是否 需要 想要 希望 觉得 感觉 告诉 说 看 看看 去 来 做 让 用 从 向 或 或者 而 但 但是 因为 所以 如果 的话 ' +
    '已经 现在 今天 一些 一点 有点 很 太 真 真的 挺 更 最 再 又 才 只 呀 哦哦 哎 唉 喂 嘛 啦 哇 哟 噢 呗 得 地 着 过 等 等等 之 其 此 该 您们 咱们 自己 大家 ' +
    '人 里 后 前 中 种 件 些 次 东西 事 事情 时候 客服 亲'
  ).split(' '),
)

/** The segmenter takes 我想找 for one word. */
const PRONOUN = /^[我你您他她它咱]/

/** Whether a lower-case word stands in every text of the language, so that it says nothing of what one is about. */
export function isStopWord(word: string): boolean {
  return STOP_WORDS.has(word)
}

/** Whether a lower-case word is a stop word, a pleasantry, or holds a sentence together. */
export function isIdleWord(word: string): boolean {
  return STOP_WORDS.has(word) || SMALL_TALK.has(word) || PRONOUN.test(word)
}
