import type { BadRow, ImportProblem } from '../../contract/index.ts'
import type { Language } from './columns.ts'

/** The first columns of a report; the file's own follow. */
export const reportHeads: Readonly<Record<Language, readonly string[]>> = {
  en: ['Line', 'Column', 'Not imported because'],
  zh: ['行号', '列', '未导入的原因'],
}

const words: Readonly<Record<ImportProblem, Readonly<Record<Language, string>>>> = {
  email_invalid: { en: 'this is not an e-mail address', zh: '邮箱格式不正确' },
  phone_invalid: { en: 'this is not a phone number', zh: '电话号码格式不正确' },
  number_unreadable: { en: 'this is not a number', zh: '不是有效的数字' },
  date_unreadable: { en: 'this is not a date like 2026-11-22', zh: '日期无法识别，请写成 2026-11-22' },
  yesno_unreadable: { en: 'this is neither yes nor no', zh: '请填写“是”或“否”' },
  choice_unknown: { en: 'this is none of the choices of the field', zh: '不在该字段的可选项中' },
  language_unknown: { en: 'this is neither English nor Chinese', zh: '语言只能是英语或中文' },
  zone_unknown: {
    en: 'this is not a time zone like Europe/Berlin',
    zh: '时区无法识别，请写成 Asia/Shanghai',
  },
  tag_unknown: { en: 'there is no such tag; create it first', zh: '没有这个标签，请先创建' },
  too_long: { en: 'this is too long', zh: '内容过长' },
  unknown_field: { en: 'there is no such field any more', zh: '该字段已不存在' },
  quote_open: { en: 'a quotation mark is opened in this line and never closed', zh: '本行有未闭合的引号' },
  quote_broken: { en: 'something stands behind a closing quotation mark', zh: '引号闭合后还有多余内容' },
  row_too_long: { en: 'the line is too long to be a customer', zh: '本行过长，不像是一条客户资料' },
  columns_surplus: { en: 'the row has more cells than the head', zh: '单元格多于表头的列数' },
  columns_missing: { en: 'the row has fewer cells than the head', zh: '单元格少于表头的列数' },
  binary: { en: 'the cell has bytes that are not text', zh: '单元格中含有非文本内容' },
  letters_unreadable: {
    en: 'some letters cannot be read; another encoding may be the right one',
    zh: '部分文字无法识别，可能选错了编码',
  },
  key_missing: { en: 'the cell that tells customers apart is empty', zh: '用来识别客户的单元格为空' },
  id_invalid: { en: 'this is not a Parley ID', zh: '不是有效的 Parley 编号' },
  name_needed: {
    en: 'a new customer needs a name, an e-mail address or a phone number',
    zh: '新客户需要姓名、邮箱或电话',
  },
  same_as_line: { en: 'line {line} is about the same customer', zh: '与第 {line} 行是同一位客户' },
  several_found: {
    en: 'several customers have this; nobody can say which one is meant',
    zh: '有多位客户符合，无法确定是哪一位',
  },
}

/** Why a cell or a row was not taken over, as a report for spreadsheets says it. */
export function problemWords({ problem, other }: BadRow['problems'][number], language: Language): string {
  return words[problem][language].replace('{line}', String(other ?? ''))
}
