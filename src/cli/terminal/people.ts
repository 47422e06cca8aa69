import { basename } from 'node:path'
import type { Actor, RunState } from '../../run/index.ts'
import type { Look } from './look.ts'
import { oneLine } from './words.ts'

/** Who acted, as people say it. */
export function who(actor: Actor, look: Look): string {
  switch (actor.kind) {
    case 'person':
      return oneLine(actor.name?.replace(/\s*<.*>$/, '') || actor.id, look)
    case 'answers':
      return `the answers in ${oneLine(actor.id, look)}`
    case 'rehearsal':
      return actor.name === null ? 'the rehearsal' : `${oneLine(actor.name, look)}, simulated`
    case 'engine':
      return 'Holdpoint'
  }
}

/** Who acted, as words after what they did: nothing for whoever sits in front of the run, whom its beginning names. */
export function byWhom(actor: Actor, { operator }: Pick<RunState, 'operator'>, look: Look): string {
  if (actor.kind === 'rehearsal') return actor.name === null ? ' (simulated)' : ` (${who(actor, look)})`
  if (actor.kind === 'answers') return ` (${oneLine(basename(actor.id), look)})`
  return actor.kind === operator.kind && actor.id === operator.id ? '' : `, ${who(actor, look)}`
}

/** `: the reason`, when there is one. */
export const because = (reason: string | null, look: Look): string => (reason ? `: ${oneLine(reason, look)}` : '')
