import type { DocBlock, ListItem } from '../document.ts'
import type { ProseLine } from '../facts/prose.ts'
import { type Context, wordsOf } from './context.ts'

/** What only options of a shell are set with: nobody runs it by itself. */
const OPTIONS = /^set\s+[-+][A-Za-z]+(?:\s+pipefail)?$/
/** Nothing but the name of a file, without a path that says where to start it. */
const FILE = /^[\w-][\w.-]*\.\w{1,5}$/
const SCRIPT = /\.(?:sh|bash|bat|cmd|ps1)$/i
/** How far a list is followed to what introduces it, and to its neighbours. */
const FAR = 30

/**
 * A line that names its commands and has nobody run them: the value of a setting ("Build command: `npm install`"), a
 * file among files, what to look for in a log, what something does by itself, an option of the shell.
 */
export function isOnlyNamed(context: Context, line: ProseLine): boolean {
  const { vocabulary, lines, document } = context
  const first = line.text.code[0]
  if (first === undefined) return false
  const sets = (code: string) => OPTIONS.test(code.trim())
  const { code } = line.text
  if (code.some(({ text }) => sets(text)) && code.every(({ text }) => sets(text) || !text.includes(' '))) return true
  const before = lines.text.slice(line.span.start, first.span.start).replace(/`+\s*$/, '')
  if (isField(context, before)) return true
  // "Created `backup.sh`", "Backup script: `backup.sh`": a file, unless the words run it, or it is all there is.
  const isScript = FILE.test(first.text.trim()) && SCRIPT.test(first.text.trim())
  if (isScript && code.length === 1 && /\p{L}/u.test(before) && vocabulary.phrase('run', before) === null) return true
  const item = document.blocks[line.block]
  if (item?.kind !== 'item') return false
  const lead = wordsOf(introduces(document.blocks, item)).trim()
  if (FILE.test(first.text.trim()) && line.text.plain.trim() === first.text.trim())
    return vocabulary.phrase('files', lead) !== null || besideFiles(document.blocks, item)
  if (item.boxes.length > 0) return false
  if (vocabulary.phrase('described', lead) !== null) return true
  const behind = lines.text.slice(first.span.end, line.span.end).replace(/^`+/, '')
  return (
    before.replace(/[\s*+-]/g, '') === '' &&
    /^\s+[-–—]\s/.test(behind) &&
    vocabulary.leadingPhrase('look-for', lead) !== null
  )
}

/** "Install Command = ", "Команда сборки: ". */
function isField({ vocabulary }: Context, before: string): boolean {
  const name = before.replace(/[\s*_:：=]+$/, '')
  if (/=\s*$/.test(before) && /[^\s*+[\]-]/.test(name)) return true
  if (!/[:：]\s*[*_]*\s*$/.test(before)) return false
  const field = vocabulary.phrase('command-field', name)
  return field !== null && field.index + field.text.length === name.length
}

/** The line that a list stands under. */
function introduces(blocks: readonly DocBlock[], item: ListItem): DocBlock | null {
  for (let at = item.at - 1; at >= Math.max(0, item.at - FAR); at--) {
    const block = blocks[at]
    if (block === undefined || (block.kind === 'item' && block.parent === item.parent)) continue
    return block
  }
  return null
}

/** Whether an item of the same list is nothing but the name of a file that nobody starts. */
function besideFiles(blocks: readonly DocBlock[], item: ListItem): boolean {
  const isFile = (block: DocBlock | undefined): boolean =>
    block?.kind === 'item' &&
    block.parent === item.parent &&
    /^\.?[\w-][\w.-]*$/.test(block.text.plain.trim()) &&
    /\.\w{1,8}$/.test(block.text.plain.trim()) &&
    !SCRIPT.test(block.text.plain.trim())
  return [-1, 1].some((step) => {
    for (let at = item.at + step; Math.abs(at - item.at) < FAR && blocks[at]?.kind === 'item'; at += step)
      if (isFile(blocks[at])) return true
    return false
  })
}
