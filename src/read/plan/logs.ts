import type { LogForm } from '../../plan/index.ts'
import type { Judged } from '../judged.ts'
import { emptyIn, openIn } from './blanks.ts'
import type { Sections } from './sections.ts'
import { templatesOf } from './templates.ts'

/** Forms that a run is written down in: templates with something left open, where the document keeps its record. */
export function logsOf(judged: Judged, sections: Sections): LogForm[] {
  return templatesOf(judged, sections).flatMap(({ section, span }): LogForm[] => {
    const isRecord = section.role === 'record' || judged.vocabulary.topic('record', section.title) !== null
    if (!isRecord || section.role === 'communicate') return []
    const blanks = [...openIn(judged, span), ...emptyIn(judged, span)].sort((a, b) => a.span.start - b.span.start)
    return blanks.length === 0 ? [] : [{ section: section.id, title: section.title, span, blanks }]
  })
}
