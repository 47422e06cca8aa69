import type { ExpectationKind, ExpectationTest } from '../../plan/index.ts'
import { letters } from '../characters.ts'
import { boundsOf, isMeasured } from '../facts/bounds.ts'
import type { Phrase, Vocabulary } from '../words/index.ts'

const HTTP =
  /\bHTTP(?:\/[\d.]+)?\s*:?\s*([1-5]\d\d)\b|\b([1-5]\d\d)\s+(?:OK|Created|Accepted|No Content|status|Found|Unauthorized|Forbidden|Not Found|on|after)\b|(?:\b(?:status|code|returns?|respond\w*(?: with)?|get|expect)\s*(?:code|status)?\s*:?|[→⇒]|[-=]>)\s*`?([1-5]\d\d)\b/i
const JSON_VALUE = /\{\s*"[\s\S]*\}|\[\s*\{[\s\S]*\}\s*\]/
/** A member of a JSON value, shown without its braces: `"ok": true`. */
const JSON_MEMBER = /"[\w.-]+"\s*:\s*(?:"[^"]*"|-?\d+(?:\.\d+)?|true|false|null)/
const ALL_PASS = /\b(?:all|every)\b.*\b(?:pass(?:es|ed|ing)?|succeed|successful|compile\w*|green)\b|\btests?\b.*\bpass/i
/** A number says more than "all". */
const NUMBERED = /\b\d+\s+(?:\w+\s+)?(?:tests?|checks?|specs?)\b/i
const COUNT = /(?:^|[^\w.$-])~?(\d[\d,]*)\s+((?:\w+\s+)?(?:[a-z]+s)|passing|passed)\b/i
/** Quotation marks as languages write them. */
const SAID = /["“„«「『]\s?([^"”“»」』]{2,200}?)\s?["”“»」』]/
const QUOTED = /'([^']{2,200})'|`([^`]{2,200})`/
/** Capitals as a program prints them: "BUILD SUCCESSFUL". */
const CAPITALS = /\b[A-Z]{4,}\b/
/** "Expected: 6", "should return 200": a number is all that is said. */
const ALONE = /^[^\n]*(?:[:：]\s+|：|\b(?:return|be|show|see|print|say|get)s?\s+)[`*]*~?(\d[\d,]*)[`*]*\s*$/i
/** "3.9+", whatever a version is called. */
const POINTS_PLUS = /\b\d+\.\d+(?:\.\d+)?\+(?!\w)/
const HTTP_STATUS = /^(?:20[0-6]|30[1-8]|4\d\d|50[0-4])$/
/** "in X seconds", "<version>", "…". */
const STAND_IN = /(?<![A-Za-z])(?:X+|N|YYYY\S*)(?![A-Za-z])|\.{3}|…|<[^>]+>|\[[^\]]+\]|\{[^}]+\}/
const SCORE = new RegExp(`:\\s*[${letters} ]+\\s(\\d+(?:\\.\\d+)?)\\s*(%?)$`)
/** "(erwartet 400)", "espera HTTP 307 → /login": the status of an answer, and no amount of something. */
const STATUS_BESIDE =
  /^[\s:：*`"(]*(?:(?:an?|un|une|um|el|le|il|o|HTTP|status|code|código|codice|statut|статус|код)\s+){0,3}`?([1-5]\d\d)(?![\d.,]*\d|\s*[%\p{Ll}\p{Lo}])/iu

function expectedStatus(vocabulary: Vocabulary, text: string): string | undefined {
  const hit = vocabulary.phrase('expected', text)
  if (hit === null) return undefined
  const status =
    STATUS_BESIDE.exec(text.slice(hit.index + hit.text.length))?.[1] ?? /^[1-5]\d\d(?!\d)/.exec(hit.text)?.[0]
  return status !== undefined && HTTP_STATUS.test(status) ? status : undefined
}

/** A kind, and what a machine can compare: nothing when a person has to. */
export interface Classified {
  readonly kind: ExpectationKind
  readonly test: ExpectationTest | null
}

/** The kind of an outcome by its words, and what a machine can compare; first match wins. */
export function classify(vocabulary: Vocabulary, sentence: string): Classified {
  const text = sentence.slice(0, 2000)
  const json = JSON_VALUE.exec(text)
  if (json !== null) return { kind: 'json', test: jsonTest(json[0]) }
  const member = JSON_MEMBER.exec(text)
  const http = HTTP.exec(text)
  const status =
    http?.[1] ??
    http?.[2] ??
    http?.[3] ??
    /[1-5]\d\d/.exec(vocabulary.phrase('status', text)?.text ?? '')?.[0] ??
    expectedStatus(vocabulary, text)
  if (status !== undefined) return { kind: 'status', test: { is: 'http', status: Number(status) } }
  // Where in the value it stands is not said, nor how it is spaced.
  if (member !== null) return { kind: 'json', test: { is: 'text', text: member[0], sure: false } }
  const says = (name: Phrase): boolean => vocabulary.phrase(name, text) !== null
  const exit = /\d+/.exec(vocabulary.phrase('exit-status', text)?.text ?? '')
  if (exit !== null) return { kind: 'status', test: { is: 'exit', status: Number(exit[0]) } }
  if (says('field')) return { kind: 'json', test: null }
  const said = SAID.exec(text)
  const [bound] = boundsOf(vocabulary, text)
  // '"free" is at least 1 GB' names what has to be so much.
  const names =
    said !== null &&
    bound !== undefined &&
    bound.index >= said.index + said[0].length &&
    isMeasured(vocabulary, bound.unit)
  if (said !== null && !names) return { kind: 'text', test: quotation(vocabulary, text, said[1] ?? '', said.index) }
  if (bound === undefined && says('by-eye')) return { kind: 'judgment', test: null }
  // "JSON array with 6 boats" tells how many, and no value.
  if (bound === undefined && /\bJSON\b/.test(text)) return { kind: COUNT.test(text) ? 'count' : 'json', test: null }
  if (ALL_OF.test(text)) return { kind: 'count', test: null }
  if (CAPITALS.test(text) && !/[<>≤≥]|\bHTTP/.test(text)) return { kind: 'text', test: literal(text) }
  // What stands in brackets explains: "Verify success (no errors)".
  const plain = text.replace(/\([^()]*\)/g, '')
  const none = vocabulary.phrase('nothing', plain)
  if (none !== null) {
    if (says('in-output')) return { kind: 'text', test: null }
    // "No errors, dist/ created": the rest only a person can tell.
    const rest = /[,，、]\s*(.+)$/.exec(plain.slice(none.index))?.[1]
    const counts = rest === undefined || vocabulary.phrase('nothing', rest) !== null || COUNT.test(rest)
    if (!counts) return { kind: 'judgment', test: null }
    return { kind: 'count', test: vocabulary.phrase('output', none.text) === null ? null : { is: 'silent' } }
  }
  if (bound !== undefined) {
    const counted = vocabulary.mixed ? /^\p{L}+$/u : /^[a-z]+s$/i
    const things =
      counted.test(bound.unit) &&
      !isMeasured(vocabulary, bound.unit) &&
      !/^(?:ms|s|secs?|seconds|minutes|mins|hours|days|bytes)$/i.test(bound.unit)
    const { op, value, unit } = bound
    const equals = op === '=' && unit === '' && endsCounted(vocabulary, text.slice(0, bound.index))
    if (equals) return { kind: 'count', test: { is: 'count', op, value, words: [] } }
    if (things) return { kind: 'count', test: { is: 'count', op, value, words: [unit] } }
    return { kind: 'threshold', test: { is: 'threshold', op, value, unit } }
  }
  const alone = bound === undefined ? ALONE.exec(text)?.[1] : undefined
  if (alone !== undefined && HTTP_STATUS.test(alone))
    return { kind: 'status', test: { is: 'http', status: Number(alone) } }
  if (alone !== undefined) {
    const value = Number(alone.replaceAll(',', ''))
    return { kind: 'count', test: { is: 'count', op: '=', value, words: [] } }
  }
  if (POINTS_PLUS.test(text) || says('or-newer')) return { kind: 'threshold', test: null }
  if (says('body')) return { kind: 'json', test: null }
  if (says('some')) return { kind: 'count', test: { is: 'count', op: '>', value: 0, words: [] } }
  if (ALL_PASS.test(text) && !NUMBERED.test(text)) return { kind: 'count', test: { is: 'exit', status: 0 } }
  if (says('all-pass') && !NUMBERED.test(text)) return { kind: 'count', test: { is: 'exit', status: 0 } }
  if (vocabulary.leadingPhrase('every', text) !== null && !NUMBERED.test(text)) return { kind: 'count', test: null }
  if (says('checked')) return { kind: 'status', test: { is: 'exit', status: 0 } }
  const score = SCORE.exec(text)
  if (score !== null)
    return { kind: 'threshold', test: { is: 'threshold', op: '=', value: Number(score[1]), unit: score[2] ?? '' } }
  const size = SIZE.exec(text)
  if (size !== null && bound === undefined)
    return {
      kind: 'threshold',
      test: { is: 'threshold', op: '=', value: Number(size[1]?.replace(',', '.')), unit: size[2] ?? '' },
    }
  const count = COUNT.exec(text)
  if (count !== null && !/v\d|\d\.\d/.test(text))
    return {
      kind: 'count',
      test: { is: 'count', op: '=', value: Number((count[1] ?? '').replaceAll(',', '')), words: [count[2] ?? ''] },
    }
  const things = OF_THINGS.exec(text)
  if (things !== null && !isMeasured(vocabulary, things[2] ?? ''))
    return { kind: 'count', test: { is: 'count', op: '=', value: Number(things[1]), words: [things[2] ?? ''] } }
  const counted = vocabulary.mixed ? OF_ANY.exec(text) : null
  if (counted !== null && says('expected') && !isMeasured(vocabulary, counted[2] ?? counted[3] ?? ''))
    return { kind: 'count', test: { is: 'count', op: '=', value: Number(counted[1]), words: [] } }
  if (says('succeeds')) return { kind: 'status', test: { is: 'exit', status: 0 } }
  if (says('fails')) return { kind: 'text', test: { is: 'exit', status: 'fail' } }
  if (/[:：]\s*\p{Extended_Pictographic}/u.test(text)) return { kind: 'text', test: literal(text) }
  const quoted = QUOTED.exec(text)
  if (quoted !== null)
    return { kind: 'text', test: quotation(vocabulary, text, quoted[1] ?? quoted[2] ?? '', quoted.index) }
  if (PRINTED.test(text)) return { kind: 'text', test: literal(text) }
  if (says('vague')) return { kind: 'judgment', test: null }
  if (/\b(?:v?\d+\.[\dx]|[A-Z]\d+\b|[A-Z]{2,}\b.*[A-Z]{2,}|\w+[._]\w+|[A-Z][a-z]+[A-Z]\w+)/.test(text))
    return { kind: 'text', test: literal(text) }
  return { kind: ONE_WORD.test(text) ? 'text' : 'judgment', test: literal(text) }
}

/** "rows = 6": what stands in front of the sign is counted. */
function endsCounted(vocabulary: Vocabulary, before: string): boolean {
  const name = before.trimEnd().slice(-24).split(/[_.]/).at(-1) ?? ''
  const hit = vocabulary.phrase('counted', name)
  return hit !== null && hit.index + hit.text.length === name.length
}

/** "All five nodes are ready". */
const ALL_OF =
  /(?:^|[:：]\s*)all (?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) (?!(?:\w+ )?tests)/i
/** "Erwartet: 3 Einträge": a number of things is all that is expected, in any language. */
const OF_THINGS = /^[^:：]{1,40}[:：]\s*~?(\d+)\s+(\p{L}+)$/u
/** A number of things in a sentence of another language than English: not a date, a version, a port or a number of something. */
const OF_ANY =
  /(?<![\p{L}\d_.,:/$#№-])(\d{1,6})(?:\s(\p{L}{3,})|\s?(?![年月日时時分秒号番版章步월일시분초번])([\u3040-\u9fff\uac00-\ud7af]))/u
/** "Expected: ~450 MB": so much of a unit. */
const SIZE = /(?:^|[:：])\s*[*`]*[~≈]?\s*(\d+(?:[.,]\d+)?)\s?(%|[kmgt]i?b)(?![\p{L}\d])/iu
/** "Ожидаем: Up 3 minutes": what a text in another script shows in Latin letters is printed so. */
const PRINTED = /^[^A-Za-z]*\P{ASCII}[^A-Za-z]*[:：]\s*[*`]*[A-Za-z][ -~]*$/u
/** "Expected: agentic-rke2": one word is what is printed. */
const ONE_WORD = /^[^:：]{1,40}[:：]\s*[\w./@-]+$/

/**
 * A quotation is sure, unless a part of it stands for something else, or another may stand instead. One that should not
 * be there is none to look for.
 */
function quotation(vocabulary: Vocabulary, text: string, said: string, at: number): ExpectationTest | null {
  if (vocabulary.phrase('forbidding', text.slice(Math.max(0, at - 24), at)) !== null) return null
  const other = vocabulary.phrase('or', text.slice(at + said.length)) !== null
  return { is: 'text', text: said, sure: !other && !STAND_IN.test(said) }
}

/** What stands after "Expected:" and its like, when it is short and literal. */
function literal(text: string): ExpectationTest | null {
  const value = /:\s*(\S.{0,80})$/.exec(text)?.[1]
  return value === undefined || /[,;]|\bx\b|\.x|X\b/.test(value) ? null : { is: 'text', text: value, sure: false }
}

/** A document's JSON is often shortened with `...`; what can't be parsed a person judges. */
function jsonTest(text: string): ExpectationTest | null {
  try {
    return { is: 'json', value: JSON.parse(text.replace(/,\s*\.\.\.\s*(?=[}\]])/g, '')) }
  } catch {
    return null
  }
}
