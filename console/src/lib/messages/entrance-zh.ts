import type { entranceEn } from './entrance-en.ts'
import type { Shape } from './index.ts'

const password = {
  label: '密码',
  new: '新密码',
  short: '至少 12 个字符。',
  long: '最多 128 个字符。',
  personal: '请勿使用您的姓名或邮箱。',
  common: '这是最先被猜到的密码之一，请换一个。',
  fair: '长度够了，再加几个字符会更安全。',
  good: '不错。',
  strong: '很强。',
}

const field = {
  name: '您的姓名',
  nameHint: '同事和客户都会看到。',
  nameMissing: '请填写姓名。',
  email: '邮箱',
  emailWrong: '请填写邮箱地址。',
  language: '工作台语言',
}

const setup = {
  title: '设置 Parley',
  step: '第 {{step}} 步，共 {{of}} 步',
  codeTitle: '您是系统的运维者吗？',
  codeHint: '服务器启动时显示了一个带设置码的地址。请打开该地址，或在此输入设置码。',
  code: '设置码',
  codeMissing: '请输入服务器显示的设置码。',
  company: '您的公司',
  companyHint: '以后都可以修改。',
  companyName: '公司名称',
  companyMissing: '请填写公司名称。',
  timeZone: '时区',
  languages: '客户使用的语言',
  languageMissing: '请至少选择一种。',
  next: '下一步',
  back: '上一步',
  admin: '您的账号',
  adminHint: '第一个账号是管理员，拥有全部权限。',
  create: '创建账号',
  widget: '网站上的聊天组件',
  widgetHint: '客户首先会在这里给您留言。',
  accent: '颜色',
  greetingEn: '英文问候语',
  greetingZh: '中文问候语',
  greetingMissing: '请填写客户最先看到的话。',
  make: '创建聊天组件',
  later: '以后再说',
  snippetTitle: '将这段代码放到您的网页中',
  snippetHint: '放在 </body> 之前，所有客户可能咨询的页面都要放。',
  snippet: '网页代码',
  tryIt: '在这里试用',
  tryHint: '打开本系统中带聊天组件的页面。',
  toDone: '继续',
  done: 'Parley 已就绪',
  doneHint: '接下来通常会做：',
  invite: '邀请同事',
  articles: '查看公司名称与时区',
  inbox: '打开收件箱',
  already: '本系统已完成设置',
  alreadyHint: '可能有人先您一步，或此前已经设置过。请用您的账号登录，或请管理员发出邀请。',
  signIn: '前往登录',
}

const welcome = {
  title: '欢迎加入{{company}}',
  subtitle: '请为 {{email}} 设置密码。',
  submit: '开始使用',
}

const reset = {
  title: '设置新密码',
  subtitle: '账号 {{email}}。您在其他地方的登录都会退出。',
  submit: '保存密码',
}

const forgot = {
  title: '忘记密码？',
  subtitle: '我们会发送一个链接，供您设置新密码。',
  submit: '发送链接',
  sent: '如果该邮箱有对应的账号，链接已经发出，1 小时内有效。也请查看垃圾邮件。',
  noMail: '本系统未配置邮件。请联系管理员，在“成员”页面为您生成链接。',
  back: '返回登录',
  wait: '尝试次数过多，请稍后再试。',
}

const link = {
  link_unknown: '链接不完整',
  link_unknownHint: '它可能被截断、被撤回、被新链接取代，或来自另一套系统。请从邮件中完整复制。',
  link_used: '该链接已被使用',
  link_usedHint: '每个链接只能使用一次。请用当时设置的密码登录。',
  link_expired: '该链接已过期',
  link_expiredHint: '请重新申请一个。',
}

const security = {
  title: '账号安全',
  hint: '您的密码，以及您在哪些地方登录。',
  password: '修改密码',
  old: '当前密码',
  oldMissing: '请填写当前密码。',
  change: '修改密码',
  changed: '密码已修改，您在其他地方的登录已退出。',
  wrong: '当前密码不正确。',
  sessions: '已登录的地方',
  current: '当前',
  browser: '{{system}} 上的 {{browser}}',
  unknownBrowser: '某个程序',
  unknownSystem: '未知系统',
  since: '登录于 {{time}}',
  seen: '最近使用 {{time}}',
  end: '退出该登录',
  endOne: '退出该登录：{{browser}}，最近使用 {{time}}',
  endOthers: '退出其他所有登录',
  ended: '已退出。',
  failed: '登录列表加载失败',
}

export const entranceZh: Shape<typeof entranceEn> = {
  password,
  field,
  setup,
  welcome,
  reset,
  forgot,
  link,
  security,
}
