/** Of a run's record (`report --format json`), what the table tells. */
export interface Recorded {
  readonly steps: readonly {
    readonly number: number
    readonly kind: string
    readonly title: string
    readonly line: number
    readonly outcome: string
    readonly how: string | null
    readonly by: { readonly name: string } | string | null
    readonly reason: string | null
    readonly attempts: readonly { readonly end: null | { readonly statements: readonly Ended[] } }[]
  }[]
}

/** How a statement ended in one attempt: itself, or because somebody stopped what has no end. */
interface Ended {
  readonly index: number
  readonly status: number | null
  readonly ended: string | null
}

interface Planned {
  readonly steps: readonly {
    readonly number: number
    readonly command: null | {
      readonly statements: readonly { readonly source: string; readonly span: { readonly line: number } }[]
    }
  }[]
}

/** The program that a line of the document starts, with what stands in for it in the sandbox; others are the real ones. */
const stands: Readonly<Record<string, string>> = {
  pytest: 'vitest, over this system',
  pylint: 'biome ci',
  mypy: 'tsc',
  bandit: "biome's security rules, secretlint",
  alembic: 'bin/migrate',
  pip: 'npm ls, bin/build, bin/release',
  python: 'node: packages, configuration, bin/database, bin/smoke',
  gunicorn: 'the service of the release, in the foreground',
  systemctl: 'bin/service',
  telnet: 'a connection by bash',
  uuidgen: 'the kernel',
}

/** Every command and every box of the document, with what it did: a row for each, in the order of the lines. */
export function tableOf(plan: Planned, { steps }: Recorded): string {
  const rows = ['| line | command or box | ran with | outcome | by | why |', '|---|---|---|---|---|---|']
  for (const step of steps) {
    const { title, line, outcome, how, by, reason } = step
    const who = typeof by === 'string' ? by : (by?.name ?? '')
    const statements = plan.steps.find(({ number }) => number === step.number)?.command?.statements ?? []
    if (statements.length === 0) rows.push(row(line, title, '–', outcome, who || (how ?? ''), reason ?? ''))
    const ends = step.attempts.flatMap(({ end }) => end?.statements ?? [])
    for (const [at, { source, span }] of statements.entries()) {
      const own = ends.filter(({ index }) => index === at).map(({ status, ended }) => `${status ?? ended}`)
      const told = own.length === 0 ? `not run (${outcome})` : `ended with ${own.join(', then ')} (${outcome})`
      rows.push(row(span.line, `\`${source.split('\n')[0]}\``, programs(source), told, who, reason ?? ''))
    }
  }
  return `${rows.join('\n')}\n`
}

function programs(source: string): string {
  const named = Object.entries(stands).filter(([name]) => new RegExp(`(^|[\\s(])${name}(\\s|\\)|$)`).test(source))
  return named.length === 0 ? 'the real program' : named.map(([name, real]) => `${name}: ${real}`).join('; ')
}

const row = (...cells: readonly (string | number)[]): string =>
  `| ${cells.map((cell) => String(cell).replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`
