const groups = {
  company: 'Company',
  conversations: 'Conversations',
  customers: 'Customers',
  bot: 'Bot and widget',
  install: 'Install',
}

const pages = {
  company: 'Company',
  people: 'People',
  teams: 'Teams',
  roles: 'Roles',
  queues: 'Queues',
  hours: 'Business hours',
  canned: 'Canned replies',
  tags: 'Tags',
  outcomes: 'Outcomes',
  fields: 'Customer fields',
  widget: 'Widget',
  bot: 'Bot',
  health: 'Health',
  install: 'This install',
}

const company = {
  hint: 'Customers and colleagues read this name.',
  name: 'Name',
  nameHint: 'In the widget, in mails, at the sign-in, and where the bot speaks of you.',
  nameMissing: 'Enter the name of the company.',
  timeZone: 'Time zone',
  timeZoneHint: 'Days in reports begin at midnight here.',
  failed: 'The settings could not be loaded',
  saved: 'Saved.',
  changed: 'Somebody else saved a change meanwhile. Discard yours to see it.',
}

export const adminEn = { groups, pages, company }
