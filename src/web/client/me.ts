import { useQuery } from '@tanstack/react-query'
import { get } from './api.ts'

/** Who looks, as the server knows them. */
export interface Me {
  readonly id: string
  readonly name: string
  readonly roles: readonly string[]
}

/** Who the viewer is; asked once a page. */
export const useMe = () =>
  useQuery({
    queryKey: ['me'],
    queryFn: ({ signal }) => get<Me>('/api/me', signal),
    staleTime: Number.POSITIVE_INFINITY,
  })
