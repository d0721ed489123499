import type { Shape } from './index.ts'
import type { keysEn } from './keys-en.ts'

export const keysZh: Shape<typeof keysEn> = {
  fixed: '固定按键',
  fixedHint: '这些按键属于当前获得焦点的内容，不属于某个命令。',
  off: '单键命令已在偏好设置中关闭；以下按键仍然有效。',
  to: '至',
  composer: '在输入框中',
  send: '发送',
  newLine: '换行',
  canned: '快捷回复',
  mention: '在备注中提及同事',
  suggestion: '输入框为空时采用建议',
  leave: '离开输入框',
  label: '标注',
  intent: '选择该编号的意图',
  list: '列表和菜单',
  rows: '逐行移动',
  ends: '第一行和最后一行',
  grid: '图表和混淆矩阵',
  cells: '逐点、逐格移动',
  behind: '查看背后的内容',
  picture: '会话中的图片',
  turn: '上一张和下一张',
  close: '关闭',
  form: '表单',
  save: '保存',
}
