export type * from './conversing.ts'
