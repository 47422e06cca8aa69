import type { NoReturn, Section, Step } from '../../plan/index.ts'
import type { DocBlock } from '../document.ts'
import type { Judged } from '../judged.ts'
import type { Sections } from './sections.ts'

/**
 * The steps of a deployment of which the document says that they cannot be undone, by index, with its words. A heading
 * says it of the first step below it, a sentence of the next step of its section, else of the one before it.
 */
export function noReturnsOf(
  judged: Judged,
  sections: Sections,
  steps: readonly Step[],
  isOnMain: (at: number) => boolean,
): ReadonlyMap<number, NoReturn> {
  const { blocks } = judged.document
  const roles = new Map(sections.all.map((section) => [section.id, section]))
  const deploys = steps.flatMap((step, at) =>
    isOnMain(at) && step.children.length === 0 && roles.get(step.section)?.role === 'deploy' ? [{ step, at }] : [],
  )
  const found = new Map<number, NoReturn>()
  const note = (at: number | undefined, said: NoReturn) => {
    if (at !== undefined && !found.has(at)) found.set(at, said)
  }
  for (const block of deploys.length === 0 ? [] : blocks) {
    if (block.kind !== 'heading' && block.kind !== 'paragraph' && block.kind !== 'item') continue
    if (!says(judged, block.text.plain)) continue
    const section = sections.all[sections.of[block.at] ?? 0]
    if (section !== undefined) note(meant(block, section, deploys), { text: block.text.plain, span: block.span })
  }
  for (const { step, at } of deploys)
    for (const { title, span } of step.command?.statements ?? [])
      if (title !== null && says(judged, title)) note(at, { text: title, span })
  return found
}

/** "Check that no migration is irreversible" and "if it cannot be undone" say it of nothing. */
function says({ vocabulary }: Judged, text: string): boolean {
  const hit = vocabulary.phrase('no-return', text)
  if (hit === null || /[?？]\s*$/.test(text)) return false
  const before = text.slice(0, hit.index)
  const clause = before.slice(Math.max(...['.', ';', ':', ',', '。', '；'].map((sign) => before.lastIndexOf(sign))) + 1)
  return vocabulary.phrase('if', clause) === null && !DENIED.test(clause)
}

const DENIED =
  /\b(?:no|not|without|any|whether|never|avoid|nicht|kein\p{L}*|aucune?|sans|ningun[ao]?|sin|nessun[ao]?|senza|nenhum[ao]?|sem|нет|без)\s*(?:\p{L}+\s+){0,2}$/iu

interface Placed {
  readonly step: Step
  readonly at: number
}

function meant(block: DocBlock, section: Section, deploys: readonly Placed[]): number | undefined {
  const own = deploys.findLast(({ step }) => step.span.start <= block.span.start && block.span.end <= step.span.end)
  if (own !== undefined) return own.at
  const within = deploys.filter(
    ({ step }) => section.span.start <= step.span.start && step.span.end <= section.span.end,
  )
  return (within.find(({ step }) => step.span.start >= block.span.start) ?? within.at(-1))?.at
}
