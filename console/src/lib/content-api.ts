import type {
  ArticleDetail,
  ArticleSummary,
  ArticleVersion,
  CannedReplyInfo,
  NewKey,
  QueueLoad,
  SaveArticle,
  SaveCanned,
  StoredSettings,
  WidgetAccount,
  WidgetLook,
} from '@parley/server/contract'
import { queryOptions } from '@tanstack/react-query'
import { call } from './api.ts'

const enc = encodeURIComponent

export const queueLoadQuery = queryOptions({
  queryKey: ['queue-load'],
  queryFn: async () => (await call<{ queues: QueueLoad[] }>('/api/queues/load')).queues,
  refetchInterval: 5000,
})
export const useCountsQuery = (of: 'tags' | 'fields') =>
  queryOptions({
    queryKey: ['use', of],
    queryFn: async () => (await call<{ counts: Record<string, number> }>(`/api/${of}/use`)).counts,
    staleTime: 10_000,
  })
export const cannedQuery = queryOptions({
  queryKey: ['canned'],
  queryFn: async () => (await call<{ replies: CannedReplyInfo[] }>('/api/canned')).replies,
})
export const articlesQuery = queryOptions({
  queryKey: ['articles'],
  queryFn: async () => (await call<{ articles: ArticleSummary[] }>('/api/knowledge')).articles,
  staleTime: 5000,
})
export const articleQuery = (id: string) =>
  queryOptions({
    queryKey: ['article', id],
    queryFn: async () => await call<ArticleDetail>(`/api/knowledge/${enc(id)}`),
  })
export const articleVersionsQuery = (id: string) =>
  queryOptions({
    queryKey: ['article', id, 'versions'],
    queryFn: async () =>
      (await call<{ versions: ArticleVersion[] }>(`/api/knowledge/${enc(id)}/versions`)).versions,
  })
export const widgetsQuery = queryOptions({
  queryKey: ['widgets'],
  queryFn: async () => (await call<{ accounts: WidgetAccount[] }>('/api/widget-accounts')).accounts,
})

export const contentApi = {
  removeQueue: (queue: string, body: { version: number; to: string }) =>
    call<StoredSettings<'queues'>>(`/api/queues/${enc(queue)}/remove`, { method: 'POST', body }),
  mergeTags: (body: { version: number; from: string; to: string }) =>
    call<StoredSettings<'tags'>>('/api/tags/merge', { method: 'POST', body }),
  saveCanned: (id: string, body: SaveCanned) =>
    call<CannedReplyInfo>(`/api/canned/${enc(id)}`, { method: 'PUT', body }),
  removeCanned: (id: string) => call<void>(`/api/canned/${enc(id)}`, { method: 'DELETE' }),
  saveArticle: (id: string, body: SaveArticle) =>
    call<ArticleDetail>(`/api/knowledge/${enc(id)}`, { method: 'PUT', body }),
  publish: (id: string, action: 'publish' | 'unpublish', version: number) =>
    call<ArticleDetail>(`/api/knowledge/${enc(id)}/${action}`, { method: 'POST', body: { version } }),
  removeArticle: (id: string) => call<void>(`/api/knowledge/${enc(id)}`, { method: 'DELETE' }),
  saveWidget: (id: string, body: { version: number; look: WidgetLook }) =>
    call<WidgetAccount>(`/api/widget-accounts/${enc(id)}`, { method: 'PUT', body }),
  addKey: (id: string) => call<NewKey>(`/api/widget-accounts/${enc(id)}/keys`, { method: 'POST' }),
  removeKey: (id: string, kid: string) =>
    call<WidgetAccount>(`/api/widget-accounts/${enc(id)}/keys/${enc(kid)}`, { method: 'DELETE' }),
}
