import { letters } from '../characters.ts'
import type { CodeSpan, Text } from '../document.ts'
import { type Lines, spanOf } from '../lines.ts'

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }
const LINK =
  /\[((?:[^[\]\\]|\\.){0,500})\]\(([^()\s]{0,1000}(?:\([^()\s]{0,500}\)[^()\s]{0,500})?)(?:[ \t]+"[^"]{0,300}")?\)/y
const ENTITY = /&(#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,6});/iy
const TAG = /<\/?[a-zA-Z][a-zA-Z0-9-]{0,30}(?:\s[^<>]{0,500})?\/?>/y
/** What may begin something other than words; `!` stands alone for the sake of images. */
const MARKS = '`\\[<&*_~!'
const WORD = new RegExp(`[${letters}\\d]`)
const AUTOLINK = /<(https?:\/\/[^<>\s]{1,1000})>/y
const TAG_NAMES =
  /^<\/?(?:a|b|i|u|s|p|br|hr|em|strong|code|kbd|sub|sup|img|span|div|details|summary|table|tr|td|th|tbody|thead|ul|ol|li|input|label|font|center|small|big|del|strike|ins|mark|pre|h[1-6])\b/i
const STRIKES = /^<\/?(?:del|s|strike)\b/i

/**
 * The words of an inline stretch and where its code spans and links are, in one pass: time is linear in its length.
 * `skip` are stretches inside it that are not its own (quote marks of the lines).
 */
export function inlineText(lines: Lines, start: number, end: number, skip: readonly [number, number][] = []): Text {
  const source = lines.text
  const code: CodeSpan[] = []
  const links: { span: ReturnType<typeof spanOf>; href: string; text: string }[] = []
  const plain: string[] = []
  const closings = backtickRuns(source, start, end)
  let at = start
  let skipAt = 0
  let struck = false
  let openComment = false
  const matched = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at
    const match = pattern.exec(source)
    return match !== null && pattern.lastIndex <= end ? match : null
  }
  while (at < end) {
    const gap = skip[skipAt]
    if (gap !== undefined && at >= gap[0]) {
      plain.push(' ')
      at = Math.max(at, gap[1])
      skipAt++
      continue
    }
    const char = source[at] ?? ''
    if (char === '`') {
      const run = runLength(source, at, end)
      const close = closings.get(run)?.find((offset) => offset >= at + run)
      if (close === undefined) {
        plain.push(source.slice(at, at + run))
        at += run
        continue
      }
      const span = trimmedSpan(lines, at + run, close)
      const text = source.slice(span.start, span.end)
      code.push({ span, text, struck })
      plain.push(text)
      at = close + run
      continue
    }
    if (char === '\\' && /[!-/:-@[-`{-~]/.test(source[at + 1] ?? '')) {
      plain.push(source[at + 1] ?? '')
      at += 2
      continue
    }
    const link = char === '[' ? matched(LINK) : null
    if (link !== null && at > start && source[at - 1] === '!') plain.pop()
    if (link !== null) {
      const inner = inlineText(lines, at + 1, at + 1 + (link[1] ?? '').length)
      links.push({ span: spanOf(lines, at, at + link[0].length), href: link[2] ?? '', text: inner.plain })
      code.push(...inner.code.map((each) => ({ ...each, struck: each.struck || struck })))
      plain.push(inner.plain)
      at += link[0].length
      continue
    }
    if (char === '<' && !openComment && source.startsWith('<!--', at)) {
      const close = source.slice(at + 4, end).indexOf('-->')
      // Looked for once: what is not closed is text, and so are all others behind it.
      openComment = close < 0
      if (close >= 0) {
        plain.push(' ')
        at += 4 + close + 3
        continue
      }
    }
    if (char === '<') {
      const auto = matched(AUTOLINK)
      const tag = auto === null ? matched(TAG) : null
      if (auto !== null) {
        links.push({ span: spanOf(lines, at, at + auto[0].length), href: auto[1] ?? '', text: auto[1] ?? '' })
        plain.push(auto[1] ?? '')
        at += auto[0].length
        continue
      }
      // `<app>` is a placeholder, not HTML: only elements that documents use are taken away.
      if (tag !== null && TAG_NAMES.test(tag[0])) {
        if (STRIKES.test(tag[0])) struck = !tag[0].startsWith('</')
        plain.push(' ')
        at += tag[0].length
        continue
      }
    }
    const entity = char === '&' ? matched(ENTITY) : null
    if (entity !== null) {
      plain.push(entityText(entity[1] ?? '') ?? entity[0])
      at += entity[0].length
      continue
    }
    if (char === '*' || char === '_' || char === '~') {
      const run = runLength(source, at, end)
      if (char === '~' && run === 2) struck = !struck && closes(source, at + 2, end)
      if (!isMark(char, run, source[at - 1] ?? ' ', at + run < end ? (source[at + run] ?? ' ') : ' '))
        plain.push(source.slice(at, at + run))
      at += run
      continue
    }
    const from = at++
    const stop = gap === undefined ? end : Math.min(end, gap[0])
    while (at < stop && !MARKS.includes(source[at] ?? '')) at++
    plain.push(source.slice(from, at))
  }
  return { span: spanOf(lines, start, end), plain: singleSpaced(plain.join('')), code, links }
}

/** Most stretches have single spaces already. */
const singleSpaced = (text: string): string => (/[^\S ]| {2}/.test(text) ? text.replace(/\s+/g, ' ') : text).trim()

/** Whether a strike that was opened is closed in the same stretch. */
const closes = (source: string, from: number, end: number): boolean => source.slice(from, end).includes('~~')

/** Whether a run of `*`, `_` or `~` marks emphasis: it touches a word on one side, and is no blank to fill in. */
function isMark(char: string, run: number, before: string, after: string): boolean {
  if (char === '~') return run === 2
  if (run > 3 || (/\s/.test(before) && /\s/.test(after))) return false
  return char === '*' || !(WORD.test(before) && WORD.test(after))
}

function entityText(name: string): string | undefined {
  if (!name.startsWith('#')) return NAMED[name.toLowerCase()]
  const code = name[1] === 'x' || name[1] === 'X' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined
}

function runLength(source: string, at: number, end: number): number {
  let to = at + 1
  while (to < end && source[to] === source[at]) to++
  return to - at
}

/** Offsets of backtick runs by length; `find` walks each list from its front, entries behind the scan are dropped. */
function backtickRuns(
  source: string,
  start: number,
  end: number,
): Map<number, { find: (test: (offset: number) => boolean) => number | undefined }> {
  const runs = new Map<number, number[]>()
  // Looked for in the stretch alone: the source behind it may be long, and hold none.
  const stretch = source.slice(start, end)
  for (let at = stretch.indexOf('`'); at !== -1; at = stretch.indexOf('`', at)) {
    const length = runLength(stretch, at, stretch.length)
    const list = runs.get(length)
    if (list === undefined) runs.set(length, [start + at])
    else list.push(start + at)
    at += length
  }
  const cursors = new Map<number, { find: (test: (offset: number) => boolean) => number | undefined }>()
  for (const [length, offsets] of runs) {
    let next = 0
    cursors.set(length, {
      find(test) {
        while (next < offsets.length && !test(offsets[next] ?? 0)) next++
        return offsets[next]
      },
    })
  }
  return cursors
}

function trimmedSpan(lines: Lines, start: number, end: number): ReturnType<typeof spanOf> {
  let from = start
  let to = end
  while (from < to && /\s/.test(lines.text[from] ?? '')) from++
  while (to > from && /\s/.test(lines.text[to - 1] ?? '')) to--
  return spanOf(lines, from, to)
}
