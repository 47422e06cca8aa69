import type { CronLine, Role, Schedule, Section, Soak, Step, StepId } from '../../plan/index.ts'
import type { Judged, JudgedCode, JudgedLine } from '../judged.ts'
import { findPlaceholders } from '../shell/index.ts'
import { cronIn } from './cron-lines.ts'
import { identities, normalised } from './identity.ts'
import { inside } from './inside.ts'
import type { Sections } from './sections.ts'
import { laterIn } from './when.ts'

const DAY = 86_400

/**
 * What outlives the run: times of watching without an end ("Weekly checks"), sections whose work is due days after it
 * ("Review (1 week after production)", "T+7 days"), and the lines that the document has cron run.
 */
export function schedulesOf(
  judged: Judged,
  sections: Sections,
  soaks: readonly Soak[],
  steps: readonly Step[],
  isMain: (step: Step) => boolean,
): Schedule[] {
  const of = new Map(steps.map((step) => [step.id, step]))
  const onMain = (ids: readonly StepId[]) => ids.filter((id) => isMain(of.get(id) as Step))
  const recurring = soaks.flatMap((soak) => {
    const own = onMain(soak.steps)
    return own.length < soak.steps.length || soak.to !== null ? [] : recurs(soak, own, of)
  })
  const held = new Set(soaks.flatMap((soak) => soak.steps))
  const later = laterSections(judged, sections, steps, (step) => isMain(step) && !held.has(step.id))
  const cron = cronSchedules(judged, sections, steps)
  return [...recurring, ...later, ...cron].sort((a, b) => a.span.start - b.span.start)
}

/** "Schedule a weekly review" is done once. */
const ARRANGES = new RegExp(
  [
    /^\P{L}*(?:schedule|set ?up|plan|arrange|book|configure|enable|automate)(?!\p{L})/u,
    /^\P{L}*(?:planifier|programmer|configurer|programar|planificar|agendar|configurar|programmare|pianificare)(?!\p{L})/u,
    /^\P{L}*(?:configurare|запланировать|настроить)(?!\p{L})|^\P{L}*(?:安排|设置|配置)/u,
    /(?:einrichten|planen|konfigurieren|設定|設定する)\P{L}*$/u,
  ]
    .map(({ source }) => source)
    .join('|'),
  'iu',
)

function recurs(soak: Soak, steps: readonly StepId[], of: ReadonlyMap<StepId, Step>): Schedule[] {
  const { id, section, title, span, owner, tasks, every } = soak
  // Every quarter of an hour nobody starts a run: what is watched so often is watched by other means.
  if (every === null || every < DAY || (steps.length === 0 && tasks.length === 0)) return []
  const [only] = steps
  const isActOnce =
    steps.length === 1 && only !== undefined && of.get(only)?.command === null && ARRANGES.test(soak.title)
  if (isActOnce) return []
  return [{ id, section, title, span, cadence: { is: 'every', seconds: every }, owner, steps, tasks }]
}

const WAITS: ReadonlySet<Role> = new Set(['verify', 'monitor', 'communicate', 'record', 'signoff'])

/** Whole sections that are due a day or more after the release, and what stands in them. */
function laterSections(
  { vocabulary }: Judged,
  sections: Sections,
  steps: readonly Step[],
  isFree: (step: Step) => boolean,
): Schedule[] {
  const id = identities()
  return sections.all.flatMap((section, at): Schedule[] => {
    if (section.level < 2 || !WAITS.has(section.role)) return []
    const after = section.offset === null ? laterIn(vocabulary, section.title) : section.offset
    if (after === null || after < DAY) return []
    const within = steps.filter(
      (step) => isFree(step) && step.span.start >= section.span.start && step.span.start < section.span.end,
    )
    if (within.length === 0) return []
    return [
      {
        id: id('later', sections.path(at), normalised(section.title)),
        section: section.id,
        title: section.title,
        span: section.heading,
        cadence: { is: 'once', after },
        owner: null,
        steps: within.map((step) => step.id),
        tasks: [],
      },
    ]
  })
}

const SHOWN: ReadonlySet<JudgedCode['use']> = new Set(['run', 'shown', 'comments'])
const ELSEWHERE: ReadonlySet<Role> = new Set(['rollback', 'contacts'])

function cronSchedules(judged: Judged, sections: Sections, steps: readonly Step[]): Schedule[] {
  const id = identities()
  const explained = explaining(judged)
  return judged.code.flatMap((code): Schedule[] => {
    const at = sections.of[code.block] as number
    const section = sections.all[at] as Section
    if (!SHOWN.has(code.use) || ELSEWHERE.has(section.role) || explained.has(section.heading.start)) return []
    const groups: CronLine[][] = []
    for (const line of code.lines) {
      const cron = cronLine(judged, line, steps)
      if (cron === null) continue
      const above = groups.at(-1)?.at(-1)
      if (above !== undefined && isInstead(judged, above, cron)) (groups.at(-1) as CronLine[]).push(cron)
      else groups.push([cron])
    }
    return groups.map((lines) => ({
      id: id('cron', sections.path(at), normalised((lines[0] as CronLine).command)),
      section: section.id,
      title: section.title,
      span: (lines[0] as CronLine).span,
      cadence: { is: 'cron', lines },
      owner: null,
      steps: [],
      tasks: [],
    }))
  })
}

/** Where sections begin that say of themselves that they explain; one that is a reference for want of anything else does not. */
const explaining = ({ sections, document }: Judged): ReadonlySet<number> =>
  new Set(
    sections
      .filter(({ role, why }) => role === 'reference' && why.rule !== 'role-anything-else')
      .map(({ heading }) => document.blocks[heading]?.span.start ?? -1),
  )

const FIRST_COMMENT = /^\s*#.*?:\s+((?:@[a-z]+|(?:[\d*][\d*/,-]*\s+){4}[\d*][\d*/,-]*)\s+\S.*)$/i

/** A line that stands as it goes into a crontab, or behind words of a comment: "# Add to crontab: 0 2 * * * …". */
function cronLine({ document }: Judged, { is, span }: JudgedLine, steps: readonly Step[]): CronLine | null {
  const line = document.source.text.slice(span.start, span.end)
  const told = is === 'comment' || is === 'offer' ? FIRST_COMMENT.exec(line)?.[1] : undefined
  const text = (is === 'schedule' ? line : (told ?? '')).trim()
  const cron = text === '' ? null : cronIn(text)
  if (cron === null || (told !== undefined && cron.wrong !== null)) return null
  const { times, command, wrong } = cron
  const { found } = findPlaceholders(command)
  const step = steps.findLast((one) => one.span.line <= span.line && one.span.endLine >= span.line)
  return { span, text, times, command, placeholders: found, wrong, step: step?.id ?? null }
}

/** Between the two stands "or". */
function isInstead(judged: Judged, above: CronLine, below: CronLine): boolean {
  const between = { ...above.span, start: above.span.end, end: below.span.start, endLine: below.span.line }
  if (inside(judged.alternatives, between).length > 0) return true
  const said = judged.document.source.text.slice(between.start, between.end).replaceAll('#', ' ').trim()
  return judged.vocabulary.leadingPhrase('or', said) !== null
}
