/** Name, e-mail before @example.com, city. */
export type Person = readonly [name: string, mail: string, city: string]

const zones: Readonly<Record<string, string>> = {
  London: 'Europe/London',
  Manchester: 'Europe/London',
  Edinburgh: 'Europe/London',
  Dublin: 'Europe/Dublin',
  Berlin: 'Europe/Berlin',
  Munich: 'Europe/Berlin',
  Amsterdam: 'Europe/Amsterdam',
  Oslo: 'Europe/Oslo',
  Stockholm: 'Europe/Stockholm',
  Copenhagen: 'Europe/Copenhagen',
  Lisbon: 'Europe/Lisbon',
  Toronto: 'America/Toronto',
  Boston: 'America/New_York',
  Seattle: 'America/Los_Angeles',
  Sydney: 'Australia/Sydney',
  新加坡: 'Asia/Singapore',
}

/** Time zone of a city; the Chinese cities of the demo share one. */
export function zoneOf(city: string): string {
  return zones[city] ?? 'Asia/Shanghai'
}

/** Customers of the demo company who write English. */
export const peopleEn: readonly Person[] = [
  ['Amelia Whitfield', 'amelia.whitfield', 'London'],
  ['Tomas Novak', 'tomas.novak', 'Berlin'],
  ['Priya Nair', 'priya.nair', 'Manchester'],
  ['Jonas Weber', 'jonas.weber', 'Berlin'],
  ['Ingrid Solberg', 'ingrid.solberg', 'Oslo'],
  ['Marcus Bell', 'marcus.bell', 'Seattle'],
  ['Clara Lindqvist', 'clara.lindqvist', 'Stockholm'],
  ['Owen Gallagher', 'owen.gallagher', 'Dublin'],
  ['Fatima Haddad', 'fatima.haddad', 'Toronto'],
  ['Lucas Moreira', 'lucas.moreira', 'Lisbon'],
  ['Hannah Fischer', 'hannah.fischer', 'Munich'],
  ['Daniel Okafor', 'daniel.okafor', 'London'],
  ['Sofie Jensen', 'sofie.jensen', 'Copenhagen'],
  ['Ethan Brooks', 'ethan.brooks', 'Boston'],
  ['Maya Cohen', 'maya.cohen', 'Amsterdam'],
  ['Isla Campbell', 'isla.campbell', 'Edinburgh'],
  ['Noah Patterson', 'noah.patterson', 'Sydney'],
  ['Elena Petrova', 'elena.petrova', 'Berlin'],
  ['Ravi Menon', 'ravi.menon', 'London'],
  ['Greta Holm', 'greta.holm', 'Stockholm'],
  ['Tomás Ferreira', 'tomas.ferreira', 'Lisbon'],
  ['Chloe Martin', 'chloe.martin', 'Toronto'],
  ['Ben Hartley', 'ben.hartley', 'Manchester'],
  ['Amara Diallo', 'amara.diallo', 'Amsterdam'],
  ['Henrik Dahl', 'henrik.dahl', 'Oslo'],
  ['Laura Bennett', 'laura.bennett', 'Seattle'],
  ['Patrick Doyle', 'patrick.doyle', 'Dublin'],
  ['Nina Schäfer', 'nina.schaefer', 'Munich'],
  ['Jack Thornton', 'jack.thornton', 'Sydney'],
  ['Yasmin Aziz', 'yasmin.aziz', 'London'],
  ['Oliver Grant', 'oliver.grant', 'Edinburgh'],
  ['Mia Andersen', 'mia.andersen', 'Copenhagen'],
  ['Leo Marchetti', 'leo.marchetti', 'Boston'],
  ['Grace Osei', 'grace.osei', 'London'],
]

/** Customers of the demo company who write Chinese. */
export const peopleZh: readonly Person[] = [
  ['陈美玲', 'meiling.chen', '上海'],
  ['李伟', 'li.wei', '北京'],
  ['张敏', 'zhang.min', '杭州'],
  ['刘洋', 'liu.yang', '成都'],
  ['陈静', 'chen.jing', '广州'],
  ['杨帆', 'yang.fan', '深圳'],
  ['赵磊', 'zhao.lei', '南京'],
  ['黄丽', 'huang.li', '武汉'],
  ['周杰', 'zhou.jie', '西安'],
  ['吴婷', 'wu.ting', '苏州'],
  ['徐浩', 'xu.hao', '上海'],
  ['孙悦', 'sun.yue', '青岛'],
  ['马超', 'ma.chao', '昆明'],
  ['朱琳', 'zhu.lin', '厦门'],
  ['胡斌', 'hu.bin', '长沙'],
  ['郭雪', 'guo.xue', '大连'],
  ['何俊', 'he.jun', '重庆'],
  ['高颖', 'gao.ying', '北京'],
  ['林晨', 'lin.chen', '福州'],
  ['罗宁', 'luo.ning', '贵阳'],
  ['梁栋', 'liang.dong', '广州'],
  ['宋佳', 'song.jia', '天津'],
  ['郑凯', 'zheng.kai', '新加坡'],
  ['谢雨', 'xie.yu', '杭州'],
  ['韩梅', 'han.mei', '沈阳'],
  ['唐颂', 'tang.song', '成都'],
]
