import type { Block, Condition, Plan, Section, Step } from '../../plan/index.ts'
import { targetWords } from '../../plan/target-words.ts'
import { isPoll } from '../../run/index.ts'
import { cells, cut, pad, wrap } from '../terminal/cells.ts'
import type { Look } from '../terminal/look.ts'
import { duration } from '../terminal/times.ts'
import { indexOf, isOwnTitle, kindWords, lines, oneLine } from '../terminal/words.ts'
import { dueWords } from './people.ts'
import { statementLines } from './statements.ts'

/** The main line by section: role, steps with numbers and lines, what runs, what is expected. */
export function outlineLines(plan: Plan, look: Look): string[] {
  if (plan.main.length === 0) return ['  Nothing: no step stands on the main line.']
  return blockLines(plan, plan.main, look)
}

/** Blocks of the main line or of a procedure, each section under its headings; that of `under` stands there already. */
export function blockLines(plan: Plan, blocks: readonly Block[], look: Look, under: string | null = null): string[] {
  const out: string[] = []
  let before: readonly Section[] = under === null ? [] : around(plan, under)
  for (const block of blocks) {
    const path = around(plan, block.section)
    const fresh = path.filter((section) => !before.includes(section))
    if (fresh.length > 0) out.push(...(out.length ? [''] : []), ...fresh.flatMap((one) => sectionLines(one, look)))
    // What goes on after a section inside it stands under its own heading again.
    else if (before.length > path.length && path.length > 0) out.push('', ...sectionLines(path.at(-1) as Section, look))
    before = path
    if (block.order === 'any' && block.steps.length > 1) {
      out.push(...wrap('  In any order, confirmed together or one by one:', look.caps.width, '  ').map(look.dim))
    }
    for (const id of block.steps) out.push(...stepTree(plan, indexOf(plan).step(id), look, 0))
  }
  return out
}

/** A section with those around it, outermost first; the document's title only where steps stand directly under it. */
function around(plan: Plan, id: string): readonly Section[] {
  const path: Section[] = []
  for (let at: string | null = id; at !== null; ) {
    const section = indexOf(plan).section(at)
    if (section.level > 1 || at === id) path.unshift(section)
    at = section.parent
  }
  return path
}

function sectionLines(section: Section, look: Look): string[] {
  const facts = [section.role, lines({ line: section.heading.line, endLine: section.heading.line })]
  if (section.offset !== null) facts.push(dueWords(section.offset))
  if (section.estimate !== null) facts.push(`takes ${duration(section.estimate * 1000)}`)
  const note = facts.join(', ')
  const title = oneLine(section.title, look) || 'Before the first heading'
  const head =
    cells(title) + cells(note) + 4 <= look.caps.width
      ? [`${look.bold(title)}  ${look.dim(note)}`]
      : [...wrap(title, look.caps.width).map(look.bold), ...wrap(`  ${note}`, look.caps.width, '  ').map(look.dim)]
  return [...head, ...conditionLines(section.condition, section.alternative?.option ?? null, look, '  ')]
}

function conditionLines(condition: Condition | null, option: string | null, look: Look, indent: string): string[] {
  const out: string[] = []
  if (condition)
    out.push(
      ...wrap(`${indent}asks first whether it applies: "${oneLine(condition.text, look)}"`, look.caps.width, indent),
    )
  if (option) out.push(...wrap(`${indent}only when ${oneLine(option, look)} is chosen`, look.caps.width, indent))
  return out.map(look.warn)
}

function stepTree(plan: Plan, step: Step, look: Look, depth: number): string[] {
  return [
    ...stepLines(plan, step, look, depth),
    ...step.children.flatMap((id) => stepTree(plan, indexOf(plan).step(id), look, depth + 1)),
  ]
}

/** One step:  `  12  confirm  The team knows                      30`. A command that is its own title stands there once. */
function stepLines(plan: Plan, step: Step, look: Look, depth: number): string[] {
  const { width, plain } = look.caps
  const indent = `  ${'  '.repeat(depth)}`
  const titled = !isOwnTitle(step)
  const kind = isPoll(plan, step) ? 'go/no-go' : kindWords[step.kind]
  const ticked = step.box?.ticked ? ' (ticked in the document)' : ''
  const title = `${titled || plain ? '' : '$ '}${oneLine(step.title, look).replace(/_{3,}/g, '___')}${ticked}`
  if (plain) {
    const sentence = `${indent}Step ${step.number}, ${kind}, line ${step.span.line}: ${title}`
    return [...wrap(sentence, width, indent), ...underStep(plan, step, look, `${indent}  `, titled)]
  }
  const narrow = width < 60
  const lead = narrow ? `${indent}${step.number} ` : `${indent}${String(step.number).padStart(3)}  ${pad(kind, 8)}  `
  const at = ` ${step.span.line}`
  const room = width - cells(lead) - cells(at)
  const under = ' '.repeat(cells(lead))
  const wrapped = wrap(title, Math.max(10, room))
  return [
    cut(`${look.dim(lead)}${pad(wrapped[0] ?? '', room)}${look.dim(at)}`, width, look.marks.cut),
    ...wrapped.slice(1).map((line) => `${under}${line}`),
    ...underStep(plan, step, look, narrow ? `${indent}  ` : under, titled),
  ]
}

/** What a measured value is to be, as `< 200 ms`. */
function targetOf(plan: Plan, { id }: Step): string | null {
  const target = plan.metrics.find((one) => one.step === id)?.target
  return target ? targetWords(target) : null
}

function underStep(plan: Plan, step: Step, look: Look, indent: string, titled: boolean): string[] {
  const target = targetOf(plan, step)
  const out = conditionLines(step.condition, step.alternative?.option ?? null, look, indent)
  if (step.command) out.push(...statementLines(step.command, look, indent, step.title, titled))
  if (step.offset !== null)
    out.push(...wrap(`${indent}due ${dueWords(step.offset)}`, look.caps.width, indent).map(look.dim))
  if (step.estimate !== null)
    out.push(...wrap(`${indent}takes ${duration(step.estimate * 1000)}`, look.caps.width, indent).map(look.dim))
  const blanks = [...new Set(step.blanks.map(({ label }) => oneLine(label, look)).filter((label) => label !== ''))]
  if (blanks.length > 0 && !/_{3,}/.test(step.title))
    out.push(
      ...wrap(
        `${indent}to fill in: ${blanks.join(', ')}${target === null ? '' : ` (target ${oneLine(target, look)})`}`,
        look.caps.width,
        `${indent}  `,
      ),
    )
  for (const expectation of step.expectations) {
    const who = expectation.test === null ? 'you judge' : 'checked'
    const isTitle = expectation.span.line === step.span.line
    const text = isTitle
      ? `${indent}expects what it says (${who})`
      : `${indent}expects (${who}, line ${expectation.span.line}): ${oneLine(expectation.text, look)}`
    out.push(...wrap(text, look.caps.width, `${indent}  `).map(look.accent))
  }
  return out
}
