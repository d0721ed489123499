export type * from './understanding.ts'
