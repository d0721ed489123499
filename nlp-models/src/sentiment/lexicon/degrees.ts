/** What a word does to the mood of the words around it, in either language; turns of phrase are separated by commas. */
export const NEGATIONS = `
  not, no, never, none, nobody, nothing, neither, nor, cannot, cant, dont, doesnt, didnt, wont, wouldnt, isnt, arent, wasnt, werent, hasnt, havent,
  hadnt, couldnt, shouldnt, mustnt, neednt, aint, without, barely, hardly, scarcely, rarely, seldom, nowhere, lack of, lacks, lacked, instead of, rather than,
  no longer, not at all, by no means, in no way, anything but, far from, not exactly, not really, not even, fails to, failed to, refused to, refuse to,
  不, 没, 沒, 没有, 別, 别, 未, 无, 无法, 非, 不是, 并不, 并没, 并没有, 并非, 从不, 从没, 从未, 从来不, 从来没, 毫无, 毫不, 一点都不, 一点也不, 一点都没, 一点也没,
  不太, 不够, 不怎么, 不是很, 不算, 不会, 不能, 不要, 不让, 不给, 不用, 难以, 缺乏, 谈不上, 称不上, 算不上, 说不上, 不敢, 不可, 不值得, 没什么, 没啥, 未能, 休想, 拒绝`

/** A negation twice over says what it denies. */
export const DOUBLE_NEGATIONS = `
  cant not, couldnt not, not without, never not, not un, 不得不, 不能不, 不会不, 无不, 无非, 没有不, 不无, 非不`

export const INTENSIFIERS: Readonly<Record<string, string>> = {
  '1.7': `extremely, absolutely, utterly, incredibly, insanely, ridiculously, unbelievably, hugely, immensely, exceedingly, enormously, astonishingly, beyond, so so,
    very very, really really, the most, so very, ever so, 极, 极其, 极度, 极为, 超级, 无比, 格外, 异常, 最, 巨, 爆, 贼, 太太, 非常非常, 非常之, 绝对, 简直, 万分, 极端, 至极`,
  '1.4': `very, really, so, totally, completely, super, too, such, such a, highly, deeply, truly, seriously, freaking, frickin, bloody, entirely, thoroughly, particularly,
    especially, exceptionally, remarkably, overly, awfully, way too, much too, far too, wholly, fully, genuinely, definitely, certainly, majorly, mega, ultra, hella, most, total,
    complete, absolute, utter, sheer, pure, all time, hell of a, one hell of a, 很, 太, 非常, 超, 真, 真的, 真是, 特别, 十分, 相当, 实在, 实在是, 尤其, 更, 更加, 好好, 完全, 彻底, 多么, 这么, 那么, 如此, 够, 足足, 颇, 甚, 挺, 蛮, 老, 倍儿, 忒, 着实, 确实, 的确, 根本, 全`,
}

export const DAMPENERS: Readonly<Record<string, string>> = {
  '0.6': `slightly, somewhat, a bit, bit, little, a little, a little bit, kinda, kind of a, sorta, sort of a, fairly, rather, almost, partly, partially, nearly, relatively, comparatively, moderately, mildly, marginally, occasionally,
    sometimes, at times, in part, more or less, to some extent, probably, perhaps, maybe, supposedly, somehow, could be, would be, might be, should be, would have been, could have been, should have been, 有点, 有点儿, 有些, 稍微, 稍, 稍稍, 略, 略微, 略显, 一点, 一些, 些许, 比较, 较, 还算, 算是, 几乎, 可能, 也许, 或许, 大概, 偶尔, 有时, 有时候, 如果, 要是, 假如`,
}

/** What follows them counts for more than what went before. */
export const CONTRASTS = `
  but, however, yet, although, though, except, except that, unfortunately, nevertheless, nonetheless, still, despite, in spite of, even though, only to, until, unless, instead, otherwise, on the other hand, then again,
  但, 但是, 可是, 不过, 然而, 却, 只是, 就是, 可惜, 而, 反而, 虽然, 尽管, 除了, 其实, 结果, 没想到, 谁知, 谁知道, 哪知道, 想不到, 居然, 竟然, 竟, 偏偏, 唯一, 美中不足, 缺点, 缺点是, 优点, 优点是, 总的来说, 总体, 总之`
