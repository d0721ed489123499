/** Customers of the demo company whom the demo shop lets anyone be; their records and orders come with the demo data. */
export const demoShoppers = [
  { id: 'amelia', email: 'amelia.whitfield@example.com', language: 'en' },
  { id: 'meiling', email: 'meiling.chen@example.com', language: 'zh' },
  { id: 'tomas', email: 'tomas.novak@example.com', language: 'en' },
] as const

export const demoAccount = 'northwind-web'
