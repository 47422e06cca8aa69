import type { Heading } from '../../document.ts'
import type { JudgedSection } from '../../judged.ts'
import type { Look } from '../look.ts'
import type { Found, Rule } from '../rule.ts'

/** A promise of a section that holds nothing. */
export const sectionEmpty: Rule = {
  name: 'section-empty',
  severity: 'warning',
  reason:
    'Whoever comes to an empty section on the day of the release does not know whether there is nothing to do or something is missing.',
  remedy: 'Write what belongs there, or remove the heading.',
  *find({ judged }) {
    const { text } = judged.document.source
    for (const [at, section] of judged.sections.entries()) {
      // Only where something has to be done or said; a title of a page needs no text.
      if (section.role === 'reference' || section.level === 1 || saysItItself(section.title)) continue
      // "T+25 — End of the window" only marks a time.
      if (marksTime.test(section.title)) continue
      const next = judged.sections[at + 1]
      if (next !== undefined && next.level > section.level) continue
      const end = next === undefined ? judged.document.blocks.length : next.heading
      const inside = judged.document.blocks.slice(section.heading + 1, end)
      if (
        inside.some(
          (block) =>
            block.kind !== 'rule' &&
            block.kind !== 'quote' &&
            // In a form a comment says what belongs there, for each release anew.
            !(block.kind === 'html' && block.comment && saysNothing(text.slice(block.span.start, block.span.end))),
        )
      )
        continue
      yield { span: headingOf({ judged }, section).span, message: `Nothing stands under "${section.title}".` }
    }
  },
}

const marksTime = /^\W*(?:[tdjд]\s?[+−-]\s?\d|[0-2]?\d[:h.][0-5]\d(?!\d))/i

/** A comment for a program, or of an author who means to come back. */
const saysNothing = (comment: string) =>
  /\b(?:TODO|TBD|FIXME)\b|^<!--\s*(?:[\w-]+-)?(?:ignore|disable|enable)|^<!--\W*-->$/.test(comment)

/** A heading that is a whole sentence is the step. */
const saysItItself = (title: string) => /[.:!。：]/.test(title.replace(/^[\d.]+/, '')) || title.split(/\s+/).length > 5

/** "Step 3" after "Step 1". */
export const numbersOutOfOrder: Rule = {
  name: 'numbers-out-of-order',
  severity: 'warning',
  reason: 'A number that is left out or comes twice makes people look for the missing step, or skip one.',
  remedy: 'Number the headings one after the other.',
  *find({ judged }) {
    const last = new Map<string, number>()
    const all = new Set(judged.sections.map(({ title }) => Number(/^\D{0,12}?(\d{1,2})\b/.exec(title)?.[1] ?? -1)))
    // Some headings are written in HTML: `<summary><h2>5. Sign it</h2></summary>`.
    for (const [, number] of judged.document.source.text.matchAll(
      /<(?:summary|h[1-6])\b[^<>]{0,80}>\s*(\d{1,2})[.):]/gi,
    ))
      all.add(Number(number))
    for (const section of judged.sections) {
      for (const key of last.keys()) if (Number(key.split(' ', 1)[0]) > section.level) last.delete(key)
      const numbered =
        /^(?:((?:step|phase|stage|part|étape|paso|passo|schritt|fase)\s+)?(\d{1,2})(?:[.):\s-]|$)(?!\d|\s*[/-]))/i.exec(
          section.title,
        )
      // "4 spaces" counts something.
      if (numbered === null || /^\d{1,2}(?:[.:]\d|\s+\p{Ll})/u.test(section.title)) continue
      const key = `${section.level} ${(numbered[1] ?? '').trim().toLowerCase()}`
      const number = Number(numbered[2])
      const before = last.get(key)
      last.set(key, number)
      // A new list begins at 1 or 0; further lists of a guide may go on where they want.
      if (before === undefined || number <= 1 || number === before + 1) continue
      // The numbers between stand elsewhere: in the branches of a guide, or in another order on purpose.
      if (number > before && all.has(number - 1)) continue
      yield {
        span: headingOf({ judged }, section).span,
        message:
          number === before
            ? `The number ${number} comes twice in a row.`
            : `This is number ${number}, and the one before it is number ${before}.`,
      }
    }
  },
}

/** Two sections that nobody can tell apart by name. */
export const headingTwice: Rule = {
  name: 'heading-twice',
  severity: 'info',
  reason: 'Links, `--only` and people on the phone cannot tell two sections of one name apart.',
  remedy: 'Give one of them a name of its own.',
  *find({ judged }) {
    const first = new Map<string, number>()
    const path: string[] = []
    for (const section of judged.sections) {
      path.length = Math.max(0, section.level - 1)
      for (let at = 0; at < path.length; at += 1) path[at] ??= ''
      path[section.level - 1] = section.title.toLowerCase()
      const key = path.join('\n')
      const heading = headingOf({ judged }, section)
      const before = first.get(key)
      if (before === undefined) first.set(key, heading.span.line)
      else yield { span: heading.span, message: `A section of this name stands on line ${before} already.` }
    }
  },
}

/** From here to the end everything is code. */
export const codeNeverClosed: Rule = {
  name: 'code-never-closed',
  severity: 'error',
  reason:
    'A code block that is not closed swallows the rest of the document: headings, boxes and the way back are code.',
  remedy: 'Close it with the same marks that open it.',
  *find({ judged }): Iterable<Found> {
    for (const block of judged.document.blocks) {
      if (block.kind !== 'code' || block.closed || block.parent !== null || !/^(?:backticks|tildes)$/.test(block.fence))
        continue
      yield {
        span: { ...block.span, end: block.lines[0]?.span.start ?? block.span.end, endLine: block.span.line },
        message: 'This code block is never closed; the rest of the document is read as code.',
      }
    }
  },
}

const headingOf = ({ judged }: Pick<Look, 'judged'>, section: JudgedSection) =>
  judged.document.blocks[section.heading] as Heading
