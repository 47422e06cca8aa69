import { QueryClient } from '@tanstack/react-query'
import { NotReached } from './api.ts'

/** What was fetched, kept for the page's life. What the server refuses is not asked again by itself; what was not reached is. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      retry: (tries, error) => error instanceof NotReached && tries < 5,
      retryDelay: (tries) => Math.min(8_000, 500 * 2 ** tries),
      networkMode: 'always',
    },
    mutations: { retry: false, networkMode: 'always' },
  },
})
