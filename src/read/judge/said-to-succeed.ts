import { lowerCase } from '../characters.ts'
import type { JudgedCode } from '../judged.ts'
import type { Hit } from '../words/index.ts'
import { type Context, leadOf, wordsOf } from './context.ts'
import type { Note } from './notes.ts'

/** Longer lines say more than that something went well. */
const MOST_WORDS = 5
const MOST_CHARACTERS = 48
/** How much of a block's text is compared. */
const FAR = 4000
const MARKS_BEHIND = /[\s.!。！✅✓✔👍]+$/u

/**
 * "Migrations OK", "Installation réussie" beside the command that does it: the line ends with a word of success, and
 * names what the command, the heading or its introduction names. "Code pulled" tells what somebody did, and is no outcome.
 */
export function saidToSucceed(context: Context, judged: JudgedCode | undefined, note: Note): Hit | null {
  const text = note.text.replace(MARKS_BEHIND, '')
  if (judged === undefined || text.length > MOST_CHARACTERS || text.split(/\s+/).length > MOST_WORDS) return null
  const hit = context.vocabulary.phrase('succeeded', text)
  if (hit === null || hit.index === 0 || hit.index + hit.text.length < text.length) return null
  const { start, end } = judged.span
  const around = [
    context.lines.text.slice(start, Math.min(end, start + FAR)),
    context.headings[context.sectionOf[note.block] ?? -1]?.text.plain ?? '',
    wordsOf(leadOf(context, judged.block)),
  ]
  const named = stemsOf(around.join(' '))
  const about = stemsOf(text.slice(0, hit.index))
  return about.some((one) => named.some((other) => one.startsWith(other) || other.startsWith(one))) ? hit : null
}

/** "installation" and "install", "migrations" and "migrate" begin alike. */
const STEM = 5

/** The beginnings of words, without accents; of scripts that don't part words, each two neighbours. */
function stemsOf(text: string): string[] {
  const plain = lowerCase(text).normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC')
  const parted = plain.match(/[\p{Script=Latin}\p{Script=Cyrillic}]{4,}/gu) ?? []
  const joined = plain.match(/[\p{Script=Han}\p{Script=Katakana}\p{Script=Hangul}ー]{2,}/gu) ?? []
  return [
    ...parted.map((word) => word.slice(0, STEM)),
    ...joined.flatMap((run) => Array.from({ length: run.length - 1 }, (_, at) => run.slice(at, at + 2))),
  ]
}
