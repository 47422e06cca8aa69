import type { Message, StepId } from '../../plan/index.ts'
import type { Judged } from '../judged.ts'
import { openIn } from './blanks.ts'
import type { Draft } from './draft.ts'
import { identities, normalised } from './identity.ts'
import type { Sections } from './sections.ts'
import { type Template, templatesOf } from './templates.ts'
import { offsetIn } from './when.ts'

/** Words in quotation marks that an item says to post. */
const QUOTED =
  /"([^"\n]{8,300})"|“([^”\n]{8,300})”|«\s?([^»\n]{8,300}?)\s?»|„([^“”\n]{8,300})[“”]|「([^」\n]{4,300})」/u

/** Templates of what to tell people: those of sections that communicate, and those that begin with a subject. */
export function messagesOf(
  judged: Judged,
  sections: Sections,
  drafts: readonly Draft[],
  ids: readonly StepId[],
): Message[] {
  const id = identities()
  const { text } = judged.document.source
  const heads = new Map(drafts.map((draft) => [draft.span.start, draft]))
  const deploy = sections.all.find((one) => one.role === 'deploy' && one.level > 1)?.heading.start ?? null
  const make = (template: Template, draft: Draft | null, quoted: string | null = null): Message => {
    const subject = subjectOf(judged, template)
    const title = subject ?? quoted ?? template.section.title
    return {
      id: id('message', normalised(template.section.title), normalised(title)),
      section: template.section.id,
      title,
      span: template.span,
      occasion: occasionOf(judged, sections, template, subject, deploy),
      offset: template.lead === null ? null : offsetIn(judged.vocabulary, template.lead, true),
      lead: template.lead,
      blanks: openIn(judged, template.span).filter(({ span }) => !isTag(text, subject, span)),
      step: draft === null ? null : (ids[draft.at] as StepId),
    }
  }
  const written = templatesOf(judged, sections).flatMap((template) => {
    const isMessage =
      subjectOf(judged, template) !== null ||
      (template.section.role === 'communicate' && !template.isSettings && isProse(text, template))
    if (!isMessage) return []
    const around = judged.document.blocks[template.block.parent ?? -1]
    return [make(template, (around?.kind === 'item' && heads.get(around.span.start)) || null)]
  })
  const quoted = drafts.flatMap((draft) => {
    const section = sections.all[draft.section]
    if (section?.role !== 'communicate' || draft.code !== null) return []
    const match = QUOTED.exec(text.slice(draft.span.start, draft.span.end))
    const words = match?.slice(1).find((one) => one !== undefined)
    if (match === null || words === undefined || !/\s/.test(words.trim())) return []
    const start = draft.span.start + match.index + match[0].indexOf(words)
    const span = { ...draft.span, start, end: start + words.length }
    const block = judged.document.blocks[0]
    return block === undefined
      ? []
      : [make({ block, span, at: draft.section, section, lead: draft.title, isSettings: false }, draft, words)]
  })
  return [...written, ...quoted].sort((a, b) => a.span.start - b.span.start)
}

/** Tags as mailing lists have them: one word in capitals with which a subject begins, and which names nothing to fill in. */
const TAG = /^\[([A-Z]{3,16})\]$/
const NAMED = new Set(
  'VERSION RELEASE TAG DATE TIME NAME ENVIRONMENT ENV SERVICE APP PROJECT TEAM TITLE TICKET TBD TODO'.split(' '),
)

/** `[ANNOUNCE]` stands there for good; `[VERSION]`, or one that the whole subject consists of, is to be filled in. */
function isTag(text: string, subject: string | null, { start, end }: Message['span']): boolean {
  const written = text.slice(start, end)
  const [, word = ''] = TAG.exec(written) ?? []
  return word !== '' && !NAMED.has(word) && subject !== null && subject !== written && subject.startsWith(written)
}

/** What follows "Subject:" in one of the first lines. */
function subjectOf(judged: Judged, { span }: Template): string | null {
  const lines = judged.document.source.text.slice(span.start, span.end).split('\n').slice(0, 4)
  for (const line of lines) {
    const words = line.replace(/^[\s>*_#]+/, '')
    const hit = judged.vocabulary.leadingPhrase('subject', words)
    const rest = hit === null ? '' : words.slice(hit.text.length).replace(/^[*_]+/, '')
    if (/^\s*[:：]/.test(rest))
      return (
        rest
          .replace(/^\s*[:：]\s*/, '')
          .replace(/[*_]+$/, '')
          .trim() || null
      )
  }
  return null
}

/** Sentences rather than a command line or a name: a line ends as a sentence or a label does, or something is left open. */
function isProse(text: string, { span, block, lead }: Template): boolean {
  if (block.kind === 'quote' && !/[:：]\s*$/.test(lead ?? '')) return false
  return text
    .slice(span.start, span.end)
    .split('\n')
    .some((line) => /[\p{L})\]][.!?:。！？：]\s*$/u.test(line) || /\[[^\]]+\]/.test(line))
}

/** When it is sent: by the heading, by the line above it, by its own subject, and last by where it stands. */
function occasionOf(
  { vocabulary }: Judged,
  sections: Sections,
  { at, section, lead, span }: Template,
  subject: string | null,
  deploy: number | null,
): Message['occasion'] {
  for (const words of [section.title, lead, subject]) {
    if (words === null) continue
    if (vocabulary.topic('rollback', words) !== null || vocabulary.phrase('aftermath', words) !== null)
      return 'rollback'
    if (vocabulary.topic('before', words) !== null || vocabulary.phrase('ahead', words) !== null) return 'before'
    if (vocabulary.topic('during', words) !== null || vocabulary.phrase('ongoing', words) !== null) return 'during'
    if (vocabulary.topic('after', words) !== null || vocabulary.phrase('afterwards', words) !== null) return 'after'
  }
  if (sections.ancestors(at).some((one) => sections.all[one]?.role === 'rollback')) return 'rollback'
  return deploy !== null && span.start < deploy ? 'before' : 'after'
}
