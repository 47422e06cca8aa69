export { thisProcess } from './holder.ts'
export { sqliteStore } from './store.ts'
