import type { Code } from '../document.ts'
import { isCommandLine, programOf, readsAsSentence } from '../facts/programs.ts'
import { type Context, isCode, leadOf, wordsOf } from './context.ts'
import { isUntagged, type Written, writtenIn } from './language.ts'

/** A word with arguments behind it, and nothing in it that a setting, a listing or a diagram has. */
const CALL = /^(?:sudo\s+)?([a-z][\w.-]{2,40})((?:\s+[^\s→=:;{}][^→;{}]*)?)$/
const OPTION = /\s-{1,2}[a-z]/i
const FILL_IN = /\s<[a-z][\w -]*>/
/** What a line of shell may begin with that starts no program, and what anything else begins with. */
const KEYWORD =
  /^(?:for|do|done|then|else|elif|fi|case|esac|function|return|local|until|select|the|and|with|name|version)$/
/** Everything is looked at up to here, so that time stays linear. */
const LINES = 40

const known = new WeakMap<Context, ReadonlySet<string>>()

/**
 * Programs of the team's own, by the document itself: it runs them in a block that is tagged as shell, or in an untagged
 * one that it calls a command, or with options where it has named them in code ("the new version of `ferryd`").
 */
function ownPrograms(context: Context): ReadonlySet<string> {
  const before = known.get(context)
  if (before !== undefined) return before
  const named = new Set(
    context.prose
      .flatMap(({ text }) => text.code.map(({ text: code }) => code.trim()))
      .filter((code) => /^[a-z][\w.-]{2,40}$/.test(code)),
  )
  const found = new Set<string>()
  for (const block of context.document.blocks) {
    if (!isCode(block)) continue
    const tagged = writtenIn(block).language === 'bash'
    if (!tagged && !isUntagged(block)) continue
    const called = tagged || isCalledCommand(context, block)
    for (const { text } of block.lines.slice(0, LINES)) {
      const call = CALL.exec(text.slice(0, 300).trim())
      const name = call?.[1] ?? ''
      if (call === null || KEYWORD.test(name) || programOf(name) !== null || readsAsSentence(text)) continue
      const argued = OPTION.test(text) || (called && FILL_IN.test(text))
      if (argued ? called || named.has(name) : called && named.has(name)) found.add(name)
    }
  }
  known.set(context, found)
  return found
}

/** "… using the following command:" */
function isCalledCommand(context: Context, block: Code): boolean {
  const lead = wordsOf(leadOf(context, block.at)).trimEnd()
  return /[:：]$/.test(lead) && context.vocabulary.phrase('column-command', lead.slice(-200)) !== null
}

/** Whether a text starts a program of the team's own. */
function startsOwn(context: Context, text: string): boolean {
  const call = CALL.exec(text.slice(0, 300).trim())
  return call !== null && call[2]?.trim() !== '' && ownPrograms(context).has(call[1] ?? '')
}

/** Whether a code span is a whole command line, also of a program that only this document knows. */
export const isCommand = (context: Context, text: string): boolean =>
  isCommandLine(text) || (startsOwn(context, text) && !readsAsSentence(text))

/** What a block is written in; an untagged one that begins with a program of the team's own is for a shell. */
export function writtenHere(context: Context, block: Code): Written {
  const written = writtenIn(block)
  if (written.language !== 'unknown' || !isUntagged(block)) return written
  const first = block.lines.find(({ text }) => text.trim() !== '' && !/^\s*#/.test(text))?.text ?? ''
  return startsOwn(context, first) ? { ...written, language: 'bash', dialect: 'shell' } : written
}
