const en = {
  files: 'Attached files',
  remove: 'Remove {name}',
  retry: 'Try again',
  unsupported_file: 'This kind of file cannot be sent.',
  too_large: 'The file is too large.',
  empty_file: 'The file is empty.',
  failed: 'Not uploaded.',
  tooMany: 'A message takes 10 files.',
  open: 'Open picture {name}',
  download: 'Download {name}',
  close: 'Close',
  unreachable: 'It cannot be opened now. Try again in a moment.',
}
const zh: typeof en = {
  files: '附件',
  remove: '移除 {name}',
  retry: '重试',
  unsupported_file: '不支持发送这种文件。',
  too_large: '文件太大。',
  empty_file: '文件是空的。',
  failed: '上传失败。',
  tooMany: '一条消息最多 10 个文件。',
  open: '查看图片 {name}',
  download: '下载 {name}',
  close: '关闭',
  unreachable: '暂时无法打开，请稍后再试。',
}

export const wordsOf = (locale: 'en' | 'zh') => (locale === 'zh' ? zh : en)

export function sizeOf(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  return bytes < 1_000_000 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}
