const password = {
  label: 'Password',
  new: 'New password',
  short: 'At least 12 characters.',
  long: 'At most 128 characters.',
  personal: 'Not your name or e-mail address.',
  common: 'This one is among the first that are guessed. Choose another.',
  fair: 'Long enough. A few more characters make it better.',
  good: 'Good.',
  strong: 'Strong.',
}

const field = {
  name: 'Your name',
  nameHint: 'Colleagues and customers read it.',
  nameMissing: 'Enter your name.',
  email: 'E-mail',
  emailWrong: 'Enter an e-mail address.',
  language: 'Language of the console',
}

const setup = {
  title: 'Set up Parley',
  step: 'Step {{step}} of {{of}}',
  codeTitle: 'Are you the operator?',
  codeHint:
    'The server printed an address with a set-up code when it was started. Open that address, or enter the code.',
  code: 'Set-up code',
  codeMissing: 'Enter the code that the server printed.',
  company: 'Your company',
  companyHint: 'You can change all of this later.',
  companyName: 'Name of the company',
  companyMissing: 'Enter the name of the company.',
  timeZone: 'Time zone',
  languages: 'Your customers write',
  languageMissing: 'Choose at least one.',
  next: 'Next',
  back: 'Back',
  admin: 'Your account',
  adminHint: 'The first account is an admin: it may do everything.',
  create: 'Create the account',
  widget: 'The chat on your site',
  widgetHint: 'This is where customers write to you first.',
  accent: 'Colour',
  greetingEn: 'Greeting in English',
  greetingZh: 'Greeting in Chinese',
  greetingMissing: 'Enter what customers read first.',
  make: 'Make the widget',
  later: 'Later',
  snippetTitle: 'Paste this into your pages',
  snippetHint: 'Before </body>, on every page where customers may write.',
  snippet: 'Snippet for your pages',
  tryIt: 'Try it here',
  tryHint: 'Opens a page of your own install with the chat on it.',
  toDone: 'Go on',
  done: 'Parley is ready',
  doneHint: 'What most do next:',
  invite: 'Invite colleagues',
  articles: 'Look at what the company is called and where',
  inbox: 'Open the inbox',
  already: 'This install is set up already',
  alreadyHint:
    'Somebody was faster, or it was done before. Sign in with your account, or ask an admin for an invitation.',
  signIn: 'Go to the sign-in',
}

const welcome = {
  title: 'Welcome to {{company}}',
  subtitle: 'Choose a password for {{email}}.',
  submit: 'Begin',
}

const reset = {
  title: 'A new password',
  subtitle: 'For {{email}}. Every other session of yours ends.',
  submit: 'Set the password',
}

const forgot = {
  title: 'Forgot your password?',
  subtitle: 'We send you a link with which you choose a new one.',
  submit: 'Send the link',
  sent: 'If there is an account with this address, a link is on its way. It works for an hour. Look into the spam folder too.',
  noMail: 'This install sends no mail. Ask your administrator for a link: they make one on the page People.',
  back: 'Back to the sign-in',
  wait: 'Too many tries. Wait a while before the next one.',
}

const link = {
  link_unknown: 'This link is not complete',
  link_unknownHint:
    'It was cut off, withdrawn, replaced by a newer one, or made by another install. Copy all of it from the mail.',
  link_used: 'This link was used before',
  link_usedHint: 'A link works once. Sign in with the password that was chosen with it.',
  link_expired: 'This link has expired',
  link_expiredHint: 'Ask for a new one.',
}

const security = {
  title: 'Security',
  hint: 'Your password, and where you are signed in.',
  password: 'Change the password',
  old: 'Present password',
  oldMissing: 'Enter your present password.',
  change: 'Change the password',
  changed: 'The password was changed. Your other sessions have ended.',
  wrong: 'This is not your present password.',
  sessions: 'Where you are signed in',
  current: 'This one',
  browser: '{{browser}} on {{system}}',
  unknownBrowser: 'A program',
  unknownSystem: 'an unknown system',
  since: 'since {{time}}',
  seen: 'last used {{time}}',
  end: 'Sign out there',
  endOne: 'Sign out there: {{browser}}, last used {{time}}',
  endOthers: 'Sign out everywhere else',
  ended: 'Signed out there.',
  failed: 'Your sessions could not be loaded',
}

export const entranceEn = { password, field, setup, welcome, reset, forgot, link, security }
