import { boundsOf } from '../facts/bounds.ts'
import { commandVerified, speaksOf } from './about.ts'
import { classify } from './expectation-kind.ts'
import { type Around, type Line, type Told, unsure, type Verdict } from './expectation-lines.ts'
import { goalOf } from './goals.ts'
import { namedBefore } from './named-before.ts'
import {
  announced,
  appears,
  failsInBrackets,
  ofAnotherCase,
  speaksAbout,
  statedBehind,
  statedOutcome,
  states,
  statesBound,
} from './outcomes.ts'
import { expectedCell, saidBehind, saidInComment, succeeded, succeedsBeside, toldBeside } from './results.ts'
import { saidToSucceed } from './said-to-succeed.ts'
import { versionBehind, versionBeside } from './versions.ts'

/** A comment in a block of commands that states an outcome of its own accord. */
export function inComment({ context, code }: Around, { note, own, hit }: Line): Verdict {
  const command = code[own ?? -1]
  if (own === null || command === undefined) return undefined
  const fails = hit === null ? failsInBrackets(context, note) : null
  // Of a block of several commands it is only one that fails.
  if (fails !== null) return { on: own, words: fails.entry, said: { kind: 'status', test: null } }
  const printed = note.place === 'comment' ? context.vocabulary.leadingPhrase('printed', note.text) : null
  if (printed !== null) {
    const { kind, test } = classify(context.vocabulary, note.text)
    return { on: own, words: printed.entry, said: { kind: kind === 'judgment' ? 'text' : kind, test } }
  }
  const alone = hit === null ? (versionBehind(context, command, note) ?? saidInComment(context, command, note)) : null
  return alone === null ? undefined : { on: own, words: alone.words, said: unsure(alone.said) }
}

/** A sentence on how a command ends: behind it on its line, or right behind its block. `told` are blocks that did before. */
export function inSentence({ context, code }: Around, told: Set<number>, { note, near, carried }: Line): Verdict {
  const behind = carried === undefined ? null : statedBehind(context, note.text)
  if (behind !== null && carried !== undefined) return { on: carried, ...behind }
  const speaks = (on: number | null) => on !== null && speaksAbout(context, code[on], note, told)
  const stated = statedOutcome(context, note.text)
  const about = stated === null ? null : (announced(context, code, note) ?? near)
  if (stated !== null && about !== null && (about !== near || speaks(about))) {
    told.add(note.block)
    return { on: about, ...stated }
  }
  const open = /[:：]\s*$/.test(note.text)
  const follows = note.place === 'paragraph' && carried === undefined && !open && speaks(near)
  const following = follows ? saidBehind(context, note) : null
  if (following === null) return undefined
  told.add(note.block)
  return { on: near, words: following.words, said: unsure(following.said) }
}

/** "Goal: < 3 s", "It should take < 3 s" behind a command. */
export function asBound({ context, code }: Around, told: Set<number>, { note, near }: Line): Verdict {
  if (near === null) return undefined
  const held = goalOf(context, code[near], note)
  if (held !== null) return { on: near, words: held.entry }
  if (!statesBound(context, note.text) || !speaksAbout(context, code[near], note, told)) return undefined
  told.add(note.block)
  return { on: near, words: 'a bound that should hold' }
}

/** A JSON value as a comment, or what a box says of a command that a line before it carries. */
export function asValue({ context, code, commands }: Around, { note, on, item, carried }: Line): Verdict {
  if (note.place === 'comment' && /^\{\s*"/.test(note.text) && on !== null) return { on, words: 'a JSON value' }
  const named = item === undefined || carried !== undefined ? null : namedBefore(context, code, commands, note)
  return named === null ? undefined : { ...named, said: unsure(classify(context.vocabulary, note.text)) }
}

/** What a line says of the command that it carries. */
export function besideCommand({ context, code }: Around, { note, item, carried }: Line): Verdict {
  const command = carried === undefined ? undefined : code[carried]
  if (carried === undefined || command === undefined) return undefined
  const { vocabulary } = context
  const celled = note.place === 'row' ? expectedCell(context, note) : versionBeside(context, command, note.text)
  if (celled !== null) return { on: carried, words: celled.words, said: unsure(celled.said) }
  const success = succeedsBeside(vocabulary, note.text)
  if (success !== null) return { on: carried, words: success, said: succeeded(vocabulary, note.text, command) }
  const told = toldBeside(vocabulary, note.text, item !== undefined)
  if (told !== null) return { on: carried, words: told.words, said: unsure(told.said) }
  const outcome = vocabulary.phrase('outcome', note.text)
  // Beside its command no other subject can be meant; English has words among them that are no verbs.
  const shown = outcome !== null && (states(note.text) || !outcome.entry.startsWith('en:'))
  const other = outcome !== null && ofAnotherCase(context, note.text, outcome)
  if (item === undefined || other || (!shown && boundsOf(vocabulary, note.text).length === 0)) return null
  return { on: carried, words: outcome?.entry ?? 'a bound', said: unsure(classify(vocabulary, note.text)) }
}

/** A point right behind a command, or what is said to be seen where checks are described. */
export function atPoint(around: Around, line: Line): Verdict {
  const { context, code, commands } = around
  const { note, on, item } = line
  const point = note.place === 'item' && note.first
  const listed = point ? (on ?? commandVerified(context, code, commands, note)) : null
  const speaks = listed !== null && speaksOf(context, code[listed], note)
  const success = listed !== null && item !== undefined ? saidToSucceed(context, code[listed], note) : null
  if (success !== null && speaks) {
    const said = classify(context.vocabulary, note.text)
    const ends = said.kind === 'judgment' && code[listed]?.flags.includes('endless') === false
    const ended = { kind: 'status', test: { is: 'exit', status: 0 } } as const
    return { on: listed, words: success.entry, said: ends ? ended : said }
  }
  const words = point ? wordsOfPoint(line, around) : undefined
  const stated = (words: string): Told => ({ on, words, said: unsure(classify(context.vocabulary, note.text)) })
  if (speaks && words !== undefined) return { ...stated(words), on: listed }
  const outcome = context.vocabulary.phrase('outcome', note.text)
  if (note.place === 'comment' && on === note.code && item !== undefined && outcome !== null)
    return stated(outcome.entry)
  const seen = item === undefined ? appears(context, note) : null
  if (seen === null) return undefined
  const said = unsure(classify(context.vocabulary, seen.text))
  // Of what no command prints only a look tells how much there is of it.
  return { on, ...seen, said: on === null && said.kind === 'count' ? { kind: 'judgment', test: null } : said }
}

/** The words of a point that state something: what logs show, a bound, an outcome, all of something, a number of things. */
function wordsOfPoint({ note, item }: Line, { context: { vocabulary } }: Around): string | undefined {
  const logged = item === undefined ? null : vocabulary.leadingPhrase('logs-show', note.text)
  if (logged !== null) return logged.entry
  if (boundsOf(vocabulary, note.text).length > 0) return 'a bound after a command'
  const outcome = vocabulary.phrase('outcome', note.text)
  if (outcome !== null && states(note.text)) return outcome.entry
  const counted = item === undefined ? undefined : /^\d+(?= \p{L})/u.exec(note.text)?.[0]
  return vocabulary.leadingPhrase('every', note.text)?.entry ?? counted
}
