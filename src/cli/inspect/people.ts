import type { Contact, Message, Plan } from '../../plan/index.ts'
import { wrap } from '../terminal/cells.ts'
import type { Look } from '../terminal/look.ts'
import { duration } from '../terminal/times.ts'
import { count, indexOf, lines, oneLine } from '../terminal/words.ts'

const occasions: Readonly<Record<Message['occasion'], string>> = {
  before: 'Before',
  during: 'During',
  after: 'After',
  rollback: 'After going back',
}

/** The messages of a document in the order of their occasions, each with what it leaves open. */
export function messageLines(plan: Plan, look: Look): string[] {
  const { width } = look.caps
  return (Object.keys(occasions) as Message['occasion'][]).flatMap((occasion) =>
    plan.messages
      .filter((one) => one.occasion === occasion)
      .flatMap(({ title, span, offset, blanks, step }) => {
        const facts = [lines(span)]
        if (step !== null) facts.push(`step ${indexOf(plan).step(step).number}`)
        if (offset !== null) facts.push(dueWords(offset))
        const open = [...new Set(blanks.map(({ label }) => oneLine(label, look)).filter((label) => label !== ''))]
        return [
          ...wrap(`  ${occasions[occasion]}: ${oneLine(title, look)} (${facts.join(', ')})`, width, '    '),
          ...(open.length > 0 ? wrap(`    to fill in: ${open.join(', ')}`, width, '      ').map(look.dim) : []),
        ]
      }),
  )
}

/** `24 h before the start`, `30 min after the start`, `at the start`. */
export function dueWords(offset: number): string {
  if (offset === 0) return 'at the start'
  return `${duration(Math.abs(offset) * 1000)} ${offset < 0 ? 'before' : 'after'} the start`
}

/** Whom to call, as the document orders them. */
export const contactLines = (plan: Plan, look: Look): string[] =>
  plan.contacts.flatMap((contact) => wrap(`  ${contactText(contact, look)}`, look.caps.width, '    '))

function contactText({ role, name, channels, order, blanks, span }: Contact, look: Look): string {
  const who = [order === null ? '' : `${order}.`, `${oneLine(role, look)}:`].filter((part) => part !== '').join(' ')
  const known = [...(name === null ? [] : [name]), ...channels.map(({ text }) => text)].map((text) =>
    oneLine(text, look),
  )
  const open = [...new Set(blanks.map(({ label }) => oneLine(label, look)))].filter((label) => label !== '')
  if (known.length === 0 && open.length === 0) known.push('nobody named')
  const missing =
    blanks.length === 0 ? [] : [`${count(blanks.length, 'blank')}${open.length > 0 ? ` (${open.join(', ')})` : ''}`]
  return `${who} ${[...known, ...missing].join(', ')}, line ${span.line}`
}
