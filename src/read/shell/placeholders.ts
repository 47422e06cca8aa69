import { otherCode } from './other-code.ts'

/** A stretch of a command's text that stands for something else. */
export interface Found {
  readonly start: number
  readonly end: number
  readonly text: string
}

const logWords =
  /^(info|warn|warning|error|ok|debug|done|success|fail|failed|fatal|skip ci|ci skip|unit|service|install|timer)$/i
const markup =
  /^(a|b|i|p|br|hr|ul|ol|li|div|span|html|head|body|title|script|style|meta|link|form|input|table|tr|td|th|h[1-6]|img|main|nav|svg|string|any|void|int|u8|u32|u64|t)\b/i

/** Sees the match, the text around it, and whether an offset lies in another language's code. */
type Accept = (found: Found, all: string, code: (at: number) => boolean) => boolean

/** Each way in which documents write what must be replaced. */
const shapes: readonly { readonly shape: RegExp; readonly accept?: Accept }[] = [
  {
    shape: /<[A-Za-z][\w .,:'/|#+-]{0,60}>/g,
    accept: ({ text, start }, all) =>
      !/[ ]>$/.test(text) &&
      !/[<$&]/.test(before(all, start)) &&
      !markup.test(text.slice(1)) &&
      !/^<\w+\.\w+$/.test(text),
  },
  {
    shape: /\{[A-Za-z][\w -]{0,40}\}/g,
    accept: ({ text, start, end }, all, code) =>
      !/[${%@#\\]/.test(before(all, start)) &&
      !code(start) &&
      all[end] !== '}' &&
      !/^\{(print|next|exit|u)\b/.test(text) &&
      !/ \}$/.test(text),
  },
  {
    shape: /\[[A-Za-z][A-Za-z0-9 _-]{2,40}\]/g,
    accept: ({ text, start, end }, all) =>
      !/[\w)\].[$]/.test(before(all, start)) &&
      !/[\]:*+?]/.test(all[end] ?? '') &&
      !logWords.test(text.slice(1, -1)) &&
      !/^\[\w-\w(\w-\w)*\]$/.test(text) &&
      !/^[ \t]*\[[^\]]*\][ \t]*(\n|$)/.test(all.slice(all.lastIndexOf('\n', start) + 1)),
  },
  {
    shape:
      /(?<![\w.])(?:YOUR|PREVIOUS|LAST_STABLE|LAST_GOOD|REPLACE|CHANGE_?ME|VOTRE)[_-]?[A-Z0-9_]*(?<![_])(?![\w=])/g,
    accept: (found) => /[_-]|CHANGEME/.test(found.text),
  },
  { shape: /(?<![\w/.-])\/path\/to(?:\/[\w.@+-]+)*\/?/g },
  {
    shape:
      /(?<![\w.$-])(?:your|votre)(?:[-_.][\w.-]*\w|(?:domain|app|site|server|host|company|org|project)[\w.-]*\w|site(?:\.\w+)+)/g,
  },
  { shape: /(?<![\w$-])(?:[\w-]{1,63}\.){0,5}your-?(?:domain|app|site|server|company)[\w-]*(?:\.\w+)+/g },
  { shape: /(?<![\w$.+-])(?:[\w.+-]{1,64}@)?(?:[\w-]{1,63}\.){0,5}example\.(?:com|org|net)\b/g },
  { shape: /(?<![%A-Za-z0-9])YYYY[-_.]?MM[-_.]?DD(?:[-_T.]?HH[-_:.]?MM(?:[-_:.]?SS)?|[-_.]HHMM)?/g },
  { shape: /(?<![\w.])v?(?:\d+\.(?:\d+\.)?(?:[XYxy])(?:\.[XYZxyz])?|X\.Y(?:\.Z)?|x\.y\.z|X\.X\.X)(?![\w])/g },
  { shape: /(?<![A-Za-z0-9])(?:x{3,}|X{3,})(?![A-Za-z0-9])/g },
  {
    shape: /(?<![A-Za-z0-9$])TIMESTAMP(?![\w=])/g,
    // A part of a name; alone it is a type of SQL, and behind capitals a variable.
    accept: ({ start, end }, all) =>
      /[_./-]/.test(before(all, start) + (all[end] ?? '')) && !/(?:[$%{]\w*|\b[A-Z0-9_]+_)$/.test(line(all, start)),
  },
  // A password that is called one: `secure-password`, `MOT_DE_PASSE_FORT`.
  {
    shape:
      /(?<![\w.$/-])(?:(?:secure|strong|super|very|complex|long|safe|random|some|my|new|secret|generated)[-_]?){1,3}(?:password|passwd|passphrase|secret|token|key)(?:[-_]?(?:here|123))?(?![\w./=:-])/gi,
    // Behind what asks for one; anywhere else it may be a name.
    accept: ({ start }, all) =>
      /(?:password|passwd|pass|pwd|secret|token|key|identified by)["']?\s*[:=]?\s*["']?$|:$/i.test(line(all, start)),
  },
  // Nobody is called "user": the host behind it, when it is called "server", is not theirs either.
  { shape: /(?<![\w.$-])(?:user|username|usuario|utilisateur|benutzer)(?=@[A-Za-z])/g },
  {
    shape:
      /(?<=(?<![\w.$-])(?:user|username|usuario|utilisateur|benutzer)@)(?:[a-z]{1,12}-){0,2}(?:server|host|hostname)(?![\w.])/g,
  },
  // Stand-ins for a program's own words, as its manual writes them.
  { shape: /(?<=\bmigrate[ \t]+)app_?(?:name|label)\b|(?<=\bmigrate[ \t]+\w+[ \t]+)migration_?(?:number|name)\b/g },
]

/**
 * Every placeholder of a command, in order, none inside another. `hidden` is the text with word characters of the same
 * length in their place: to a parser `<app>` would be a redirection.
 */
export function findPlaceholders(text: string): { readonly found: readonly Found[]; readonly hidden: string } {
  const all: Found[] = []
  const code = otherCode(text)
  for (const { shape, accept } of shapes) {
    for (const match of text.matchAll(shape)) {
      const found = { start: match.index, end: match.index + match[0].length, text: match[0] }
      if (accept === undefined || accept(found, text, code)) all.push(found)
    }
  }
  all.sort((a, b) => a.start - b.start || b.end - a.end)
  const found = all.filter((one, at) => !all.slice(Math.max(0, at - 8), at).some((other) => other.end > one.start))
  let hidden = ''
  let from = 0
  for (const one of found) {
    hidden += text.slice(from, one.start) + '_'.repeat(one.end - one.start)
    from = one.end
  }
  return { found, hidden: hidden + text.slice(from) }
}

/** `...` or `…` where arguments or lines were left out; a path (`./...`) or a sentence's end is none. */
export function leftOutIn(line: string): Found | null {
  if (/^\s*(#|echo\b|printf\b)/.test(line)) return null
  const match = /(?<=^|[\s=:,('"])(?:\.\.\.|…)(?=$|[\s,)'"])/.exec(line)
  return match && { start: match.index, end: match.index + match[0].length, text: match[0] }
}

const before = (all: string, at: number) => all[at - 1] ?? ''
const line = (all: string, at: number) => all.slice(all.lastIndexOf('\n', at - 1) + 1, at)
