/** What the address of the page of runs says: which runs are wanted, and what of them is shown. */
export interface RunsSearch {
  readonly show?: 'trends' | 'recurring'
  readonly document?: string
  readonly environment?: string
  readonly outcome?: 'done' | 'failed' | 'aborted' | 'backed-out' | 'unfinished'
  readonly rehearsals?: 'with' | 'only'
  readonly text?: string
  readonly from?: number
  /** Of trends. */
  readonly days?: number
}

const outcomes = ['done', 'failed', 'aborted', 'backed-out', 'unfinished'] as const

/** What an address says that makes sense; the rest of it is left out. */
export function runsSearch(search: Record<string, unknown>): RunsSearch {
  const { show, rehearsals } = search
  const outcome = outcomes.find((one) => one === search.outcome)
  const whole = (found: unknown) => {
    const number = Number(found)
    return Number.isInteger(number) && number > 0 ? number : undefined
  }
  const text = (found: unknown) =>
    typeof found === 'string' ? found : typeof found === 'number' ? String(found) : undefined
  const said = {
    show: show === 'trends' || show === 'recurring' ? show : undefined,
    document: text(search.document),
    environment: text(search.environment),
    outcome,
    rehearsals: rehearsals === 'with' || rehearsals === 'only' ? rehearsals : undefined,
    text: text(search.text) || undefined,
    from: whole(search.from),
    days: whole(search.days),
  }
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined))
}

/** The same as the server is asked. */
export function queryOf(search: RunsSearch, names: readonly (keyof RunsSearch)[]): string {
  const query = new URLSearchParams()
  for (const name of names) {
    const value = search[name]
    if (value !== undefined) query.set(name, String(value))
  }
  const text = query.toString()
  return text === '' ? '' : `?${text}`
}
