import type { Section, Span } from '../../plan/index.ts'
import type { DocBlock } from '../document.ts'
import type { Judged, JudgedCode } from '../judged.ts'
import type { Sections } from './sections.ts'

/** Words to be filled in, that stand in a fence or a quotation. */
export interface Template {
  readonly block: DocBlock
  readonly span: Span
  /** Index of its section. */
  readonly at: number
  readonly section: Section
  /** The line above it, when that introduces it. */
  readonly lead: string | null
  /** Lines of names and values. */
  readonly isSettings: boolean
}

const isWords = (code: JudgedCode): boolean =>
  code.use === 'template' || (code.use === 'shown' && code.language === 'unknown')

/** Lines of names and values: settings of a program, unless the section is one for a record. */
const isSettings = (code: JudgedCode): boolean => code.use === 'shown' && /settings|cron/.test(code.reason)

/** Fences that are read rather than run, and quotations, in document order. */
export function templatesOf(judged: Judged, sections: Sections): readonly Template[] {
  const { blocks } = judged.document
  const fences = judged.code.flatMap((code) =>
    code.form === 'fence' && isWords(code)
      ? [{ block: blocks[code.block] as DocBlock, span: code.span, isSettings: isSettings(code) }]
      : [],
  )
  const quotes = blocks.flatMap((block) =>
    block.kind === 'quote' ? [{ block, span: block.span, isSettings: false }] : [],
  )
  return [...fences, ...quotes]
    .sort((a, b) => a.span.start - b.span.start)
    .map(({ block, span, isSettings }) => {
      const at = sections.of[block.at] as number
      return { block, span, at, section: sections.all[at] as Section, lead: leadOf(blocks, block), isSettings }
    })
}

function leadOf(blocks: readonly DocBlock[], block: DocBlock): string | null {
  const around = blocks[block.parent ?? -1]
  if (around?.kind === 'item') return around.text.plain
  const above = blocks[block.at - 1]
  if (above?.kind !== 'paragraph' && above?.kind !== 'item') return null
  return above.text.plain
}
