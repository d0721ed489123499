import type { adminEn } from './admin-en.ts'
import type { Shape } from './index.ts'

const groups = {
  company: '公司',
  conversations: '会话',
  customers: '客户',
  bot: '机器人与聊天组件',
  install: '系统',
}

const pages = {
  company: '公司信息',
  people: '成员',
  teams: '团队',
  roles: '角色',
  queues: '队列',
  hours: '营业时间',
  canned: '快捷回复',
  tags: '标签',
  outcomes: '处理结果',
  fields: '客户字段',
  widget: '聊天组件',
  bot: '机器人',
  health: '运行状况',
  install: '本系统',
}

const company = {
  hint: '客户和同事看到的就是这个名称。',
  name: '名称',
  nameHint: '显示在聊天组件、邮件、登录页，以及机器人提到贵公司的地方。',
  nameMissing: '请填写公司名称。',
  timeZone: '时区',
  timeZoneHint: '报表中的每一天从该时区的零点开始。',
  failed: '设置加载失败',
  saved: '已保存。',
  changed: '期间有其他人保存了修改。放弃您的修改即可查看最新内容。',
}

export const adminZh: Shape<typeof adminEn> = { groups, pages, company }
