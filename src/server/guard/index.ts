export { guard } from './guard.ts'
export type { GuardParts, People } from './people.ts'
export { guardRoutes } from './routes.ts'
