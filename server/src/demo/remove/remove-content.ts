import type { DemoChoices } from '../../contract/index.ts'
import type { Core } from '../../core.ts'
import { articlesOn } from '../../knowledge/article.ts'
import { cannedOn } from '../../knowledge/canned.ts'
import { workingArticlesOn } from '../../knowledge/working-article.ts'
import { ownFilter } from '../../storage/own-filter.ts'
import { accountPerson } from '../../widget/account.ts'
import { articlesEn } from '../company/articles-en.ts'
import { cannedReplies } from '../company/canned-replies.ts'
import { demoAccount } from '../shoppers.ts'
import type { RemovalParts } from './parts.ts'
import { removeSettings } from './remove-settings.ts'

/** Removes the demo's content as far as that is wished; what somebody changed is theirs by now and stays. */
export async function removeContent(
  parts: RemovalParts,
  { knowledge, settings }: DemoChoices,
  by: string,
): Promise<void> {
  if (knowledge === 'remove') {
    await removeArticles(parts)
    await cannedOn(parts.core.connection).deleteMany(
      ownFilter({ _id: { $in: cannedReplies.map(({ _id }) => _id) }, version: { $exists: false } }),
    )
  }
  if (settings === 'remove') await removeSettings(parts, by)
  await removeWidget(parts)
}

/** Articles of the seed that somebody has written on. */
export async function changedArticles({
  connection,
}: Pick<Core, 'connection'>): Promise<ReadonlySet<string>> {
  const changed = await workingArticlesOn(connection)
    .find(ownFilter({ answers: { $in: Object.keys(articlesEn) }, $nor: [{ version: 1, by: 'system' }] }), {
      answers: 1,
    })
    .lean()
  return new Set(changed.map(({ answers }) => answers))
}

/** A version that was given to a customer stays, out of use: the conversation names it. */
async function removeArticles(parts: RemovalParts): Promise<void> {
  const { connection, log } = parts.core
  const articles = articlesOn(connection)
  const changed = await changedArticles(parts.core)
  const intents = Object.keys(articlesEn).filter((intent) => !changed.has(intent))
  for (const intent of intents) {
    for (const language of ['en', 'zh']) {
      const _id = `${intent}.${language}.1`
      if (await log.exists({ 'facts.article': _id }))
        await articles.updateOne({ _id }, { $unset: { publishedAt: 1 } })
      else await articles.deleteOne({ _id })
    }
    await workingArticlesOn(connection).deleteOne({ answers: intent, version: 1, by: 'system' })
  }
}

/** The widget of the demo shop stays while customers' conversations hang on it, and when somebody made it their own. */
async function removeWidget({ core }: RemovalParts): Promise<void> {
  const { accounts, threads, sealer } = core
  if (await threads.exists({ account: demoAccount })) return
  const { deletedCount } = await accounts.deleteOne(
    ownFilter({ _id: demoAccount, version: { $exists: false } }),
  )
  if (deletedCount > 0) await sealer.discard([accountPerson(demoAccount)])
}
