import type { ActBody, ActName, Problem } from '../../contract/index.ts'
import { noteServerTime } from './server-time.ts'

/** What the server refused, in its own words: sentence and next action. `code`: of the catalogue of errors. */
export class Refused extends Error {
  readonly status: number
  readonly code: string
  readonly next: string
  readonly details: Readonly<Record<string, unknown>>

  constructor(status: number, problem: Problem) {
    super(problem.message)
    this.name = 'Refused'
    this.status = status
    this.code = problem.code
    this.next = problem.next
    this.details = problem.details ?? {}
  }
}

/** Nobody answered: the server is down, or the way to it. */
export class NotReached extends Error {
  readonly next = 'Check that Holdpoint still runs on its machine. What you typed is kept; try again.'

  constructor() {
    super('Holdpoint did not answer.')
    this.name = 'NotReached'
  }
}

/** What went wrong, for people: a sentence, and what to do next. */
export function told(error: unknown): { readonly message: string; readonly next: string } {
  if (error instanceof Refused || error instanceof NotReached) return { message: error.message, next: error.next }
  return {
    message: error instanceof Error ? error.message : String(error),
    next: 'Load the page again; if it happens again, it is a mistake of Holdpoint and worth a report.',
  }
}

/** One request to the server. Throws `Refused` for what it says no to, `NotReached` where nobody answered. */
export async function request(path: string, init: RequestInit = {}): Promise<Response> {
  const before = Date.now()
  const response = await fetch(path, { credentials: 'same-origin', ...init }).catch((error: unknown) => {
    if (init.signal?.aborted) throw error
    throw new NotReached()
  })
  noteServerTime(response.headers.get('date'), before, Date.now())
  if (response.ok || response.status === 304) return response
  throw new Refused(response.status, await problemOf(response))
}

/** Reads JSON. */
export async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  const response = await request(path, { headers: { accept: 'application/json' }, ...(signal ? { signal } : {}) })
  return (await response.json()) as T
}

/** Sends JSON and reads what comes back. */
export async function send<T>(path: string, body: unknown, method: 'POST' | 'PUT' = 'POST'): Promise<T> {
  const response = await request(path, {
    method,
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(body),
  })
  return (await response.json()) as T
}

/** Does something to a run; resolves with the sequence number of what it brought about. */
export const act = <N extends ActName>(run: string, name: N, body: ActBody<N>): Promise<{ readonly seq: number }> =>
  send(`${runPath(run)}/${name}`, body)

/** Address of a run's resources. */
export const runPath = (run: string) => `/api/runs/${encodeURIComponent(run)}`

async function problemOf(response: Response): Promise<Problem> {
  const found: unknown = await response.json().catch(() => null)
  if (isProblem(found)) return found
  return {
    code: 'no-words',
    message: `The server answered ${response.status} without saying why.`,
    next: 'Try again; if it happens again, look at what `holdpoint serve` printed.',
  }
}

const isProblem = (found: unknown): found is Problem =>
  typeof found === 'object' && found !== null && 'code' in found && 'message' in found && 'next' in found
