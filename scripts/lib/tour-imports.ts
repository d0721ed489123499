import { setTimeout as delay } from 'node:timers/promises'
import type { BrowserContext } from 'playwright-core'
import { z } from 'zod'
import type { AtlasFacts } from './atlas.ts'

/** Two uploads, of which one is checked, beside the import that was done before. */
export async function makeImports(
  context: BrowserContext,
  url: string,
): Promise<Pick<AtlasFacts, 'doneImport' | 'newImport' | 'checkedImport'>> {
  const all = `${url}/api/customer-imports`
  const headers = { origin: url, 'content-type': 'application/octet-stream' }
  const upload = async (name: string) => {
    const answer = await context.request.post(`${all}?name=${name}`, { headers, data: Buffer.from(FILE) })
    return ImportMade.parse(await answer.json())
  }
  const done = ImportsMade.parse(await (await context.request.get(all)).json()).imports
  const [fresh, checked] = [await upload('spring-fair.csv'), await upload('members.csv')]
  const { encoding, delimiter, columns } = checked.preview
  await context.request.post(`${all}/${checked.id}/check`, {
    headers: { origin: url },
    data: { encoding, delimiter, columns, key: 'email', existing: 'update' },
  })
  for (let attempt = 0; attempt < 100; attempt++) {
    const now = ImportState.parse(await (await context.request.get(`${all}/${checked.id}`)).json())
    if (now.state === 'checked') break
    await delay(100)
  }
  const doneImport = done.find(({ state }) => state === 'done')?.id ?? ''
  return { doneImport, newImport: fresh.id, checkedImport: checked.id }
}

const FILE = `Full name,E-mail,Mobile,City,Shoe size,Remarks
Karin Holm,karin.holm@example.com,+46 8 5550 0171,Stockholm,38,met at the fair
林小雨,xiaoyu.lin@example.com,+86 10 5550 0172,上海,36,
"=HYPERLINK(""http://x.example"")",formula@example.com,,Lisbon,41,
No Address,,,Berlin,44,
Wrong,not an address,12,Oslo,huge,
Karin H.,karin.holm@example.com,,Stockholm,38,twice
`
const ImportState = z.object({ id: z.string(), state: z.string() })
const ImportsMade = z.object({ imports: z.array(ImportState) })
const ImportMade = z.object({
  id: z.string(),
  preview: z.object({
    encoding: z.string(),
    delimiter: z.string(),
    columns: z.array(z.string().nullable()),
  }),
})
