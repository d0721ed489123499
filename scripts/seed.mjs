import { main } from './lib/root.mjs'

/** Fills a store without users with the demo company. Needs a build and MONGODB_URI; `npm start` calls it. */
await main(async () => {
  const { seedInstall } = await import('../server/dist/demo/seed-install.js')
  const made = await seedInstall(process.env)
  console.log(made ? 'The demo company was made.' : 'There are users already: nothing was made.')
})
