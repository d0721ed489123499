export type MailLanguage = 'en' | 'zh'
export type MailKind = 'invitation' | 'reset'

export interface MailText {
  subject: string
  text: string
  html: string
}

interface Words {
  subject: string
  hello: string
  lines: readonly string[]
  button: string
  foot: string
}

/** What a mail says, as plain text and as simple HTML, in the language of who gets it. */
export function mailText(
  kind: MailKind,
  language: MailLanguage,
  given: { name?: string | undefined; company: string; by?: string | undefined; link: string },
): MailText {
  const words = wordsOf[language][kind](given)
  const { link } = given
  return {
    // A name with a line break in it must not become a header.
    subject: words.subject.replace(/\s+/g, ' '),
    text: [words.hello, '', ...words.lines, '', link, '', words.foot, ''].join('\n'),
    html: toHtml(language, words, link),
  }
}

const wordsOf = {
  en: {
    invitation: ({ name, company, by }: Given): Words => ({
      subject: `You are invited to the desk of ${company}`,
      hello: name ? `Hello ${name},` : 'Hello,',
      lines: [
        by
          ? `${by} invites you to Parley, where ${company} answers its customers.`
          : `You are invited to Parley, where ${company} answers its customers.`,
        'Choose a password to begin. The link works once, for 7 days:',
      ],
      button: 'Choose a password',
      foot: 'If you did not expect this, you can ignore it.',
    }),
    reset: ({ name, company }: Given): Words => ({
      subject: `A new password for ${company}`,
      hello: name ? `Hello ${name},` : 'Hello,',
      lines: [
        `Somebody asked for a new password for your account at the desk of ${company}.`,
        'If it was you, choose one here. The link works once, for an hour:',
      ],
      button: 'Choose a new password',
      foot: 'If it was not you, nothing has changed and you can ignore this.',
    }),
  },
  zh: {
    invitation: ({ name, company, by }: Given): Words => ({
      subject: `邀请您加入${company}的客服工作台`,
      hello: name ? `${name}，您好：` : '您好：',
      lines: [
        by
          ? `${by} 邀请您加入 Parley，${company}在这里答复客户。`
          : `邀请您加入 Parley，${company}在这里答复客户。`,
        '请设置密码后开始使用。链接 7 天内有效，仅可使用一次：',
      ],
      button: '设置密码',
      foot: '如果您对此不知情，请忽略本邮件。',
    }),
    reset: ({ name, company }: Given): Words => ({
      subject: `重设您在${company}的密码`,
      hello: name ? `${name}，您好：` : '您好：',
      lines: [
        `有人请求为您在${company}客服工作台的账号重设密码。`,
        '如果是您本人操作，请在此设置新密码。链接 1 小时内有效，仅可使用一次：',
      ],
      button: '设置新密码',
      foot: '如果不是您本人操作，您的账号没有任何变化，请忽略本邮件。',
    }),
  },
}

interface Given {
  name?: string | undefined
  company: string
  by?: string | undefined
}

function toHtml(language: MailLanguage, words: Words, link: string): string {
  const paragraph = (text: string) => `<p style="margin:0 0 14px">${escapeHtml(text)}</p>`
  const button = `<p style="margin:22px 0"><a href="${escapeHtml(link)}" style="background:#5b5bd6;color:#fff;padding:10px 18px;border-radius:8px;text-decoration:none">${escapeHtml(words.button)}</a></p>`
  const address = `<p style="margin:0 0 14px;color:#626571;font-size:13px;word-break:break-all">${escapeHtml(link)}</p>`
  const foot = `<p style="margin:0;color:#626571;font-size:13px">${escapeHtml(words.foot)}</p>`
  const body = [words.hello, ...words.lines].map(paragraph).join('')
  return `<!doctype html><html lang="${language === 'zh' ? 'zh-CN' : 'en'}"><body style="margin:0;padding:24px;font:15px/1.5 system-ui,sans-serif;color:#17181d"><div style="max-width:520px">${body}${button}${address}${foot}</div></body></html>`
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)};`)
}
