export { ArticlePage } from './article-page.tsx'
export { CannedPage } from './canned-page.tsx'
export { KnowledgePage } from './knowledge-page.tsx'
