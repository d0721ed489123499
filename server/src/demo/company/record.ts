import type { SettingsOf } from '../../contract/index.ts'

/** What Northwind Outfitters keeps of its customers beside name and address. */
export const demoFields: SettingsOf<'fields'> = {
  fields: [
    { id: 'shoe-size', label: { en: 'Shoe size', zh: '鞋码' }, type: 'number' },
    {
      id: 'jacket-size',
      label: { en: 'Jacket size', zh: '上衣尺码' },
      type: 'choice',
      choices: ['XS', 'S', 'M', 'L', 'XL', 'XXL'],
    },
    { id: 'trail-points', label: { en: 'Trail points', zh: '积分' }, type: 'number' },
    { id: 'newsletter', label: { en: 'Newsletter', zh: '订阅邮件' }, type: 'yesno' },
    { id: 'birthday', label: { en: 'Birthday', zh: '生日' }, type: 'date' },
  ],
}

export const demoTags: SettingsOf<'tags'> = {
  tags: [
    { id: 'hiker', name: 'Hiker', colour: 'green' },
    { id: 'climber', name: 'Climber', colour: 'teal' },
    { id: 'newsletter', name: 'Newsletter', colour: 'grey' },
    { id: 'wholesale', name: 'Wholesale', colour: 'iris' },
    { id: 'fitting', name: 'Fitting advice', colour: 'amber' },
    { id: 'fragile-trust', name: 'Was let down', colour: 'red' },
  ],
}
