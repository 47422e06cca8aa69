import type { ExpectationKind, ExpectationTest } from '../../plan/index.ts'
import { letters } from '../characters.ts'
import { boundsOf, isMeasured } from '../facts/bounds.ts'
import type { Phrase, Vocabulary } from '../words/index.ts'

const HTTP =
  /\bHTTP(?:\/[\d.]+)?\s*:?\s*([1-5]\d\d)\b|\b([1-5]\d\d)\s+(?:OK|Created|Accepted|No Content|status|Found|Unauthorized|Forbidden|Not Found|on|after)\b|(?:\b(?:status|code|returns?|respond\w*(?: with)?|get|expect)\s*(?:code|status)?\s*:?|[→⇒]|[-=]>)\s*`?([1-5]\d\d)\b/i
const EXIT = /\bexit(?:s|ed)?(?: code| status| with)*\s*:?\s*(\d{1,3})\b/i
const JSON_VALUE = /\{\s*"[\s\S]*\}|\[\s*\{[\s\S]*\}\s*\]/
/** A member of a JSON value, shown without its braces: `"ok": true`. */
const JSON_MEMBER = /"[\w.-]+"\s*:\s*(?:"[^"]*"|-?\d+(?:\.\d+)?|true|false|null)/
const RAISES =
  /\b(?:raise|throw|fail|error out|(?:exit|end|return)s? with an? (?:error|non-?zero)|return an error|be (?:rejected|refused|denied))s?\b/i
const RAISES_NOT = /\b(?:not|never|without|n['’]t)\s+(?:\w+\s+)?(?:rais|throw|fail|be (?:rejected|refused|denied))/i
const SUCCEEDS = /\b(?:should|must|will|has to|needs to)\s+(?:\w+\s+)?(?:succeed|pass|complete successfully)\b\W*$/i
const ALL_PASS = /\b(?:all|every)\b.*\b(?:pass(?:es|ed|ing)?|succeed|successful|compile\w*|green)\b|\btests?\b.*\bpass/i
/** A number says more than "all". */
const NUMBERED = /\b\d+\s+(?:\w+\s+)?(?:tests?|checks?|specs?)\b/i
const NONE =
  /(?:\b(?:no|zero)|\b(?:logs?|output)\b[^.:]*\bwithout(?: any)?)\s+(?:\w+\s+){0,2}(errors?|output|warnings?|issues?|failures?|vulnerabilities|problems)\b/i
const COUNT = /(?:^|[^\w.$-])~?(\d[\d,]*)\s+((?:\w+\s+)?(?:[a-z]+s)|passing|passed)\b/i
/** Quotation marks as languages write them. */
const SAID = /["“„«「『]\s?([^"”“»」』]{2,200}?)\s?["”“»」』]/
const QUOTED = /'([^']{2,200})'|`([^`]{2,200})`/
/** Capitals as a program prints them: "BUILD SUCCESSFUL". */
const CAPITALS = /\b[A-Z]{4,}\b/
const IN_TEXT = /\bin (?:the )?(?:logs?|output|response)\b/i
const BY_EYE = /(?<![\w/.-])(?:browser|page|screen|dashboard|e-?mail|inbox)\b/i
/** `JSON with status "OPEN"`: a field of the value and what it holds. */
const FIELD =
  /\b(?:JSON|obje[ck]te?|objet|oggetto|response|body)\b.*?\s(?:with|mit|avec|con|com|с|со)\s+[`"]?[\w.]+[`"]?\s*[:=]?\s*(?:["“'`]|\d|true|false|null)/i
/** A name of what is counted in front of "= 6". */
const COUNTED = /(?:count|rows?|total|number|entries|records|anzahl|nombre|cantidad|quantidade|numero)\s*$/i
/** "Java 17+", "should be 3.9+", "18 or newer" as what a command that tells a version should say. */
const AT_LEAST = /\b\d+\.\d+(?:\.\d+)?\+(?!\w)|\b\d+(?:\.\d+)*\s+or\s+(?:newer|higher|later|above)\b/i
/** What an endpoint shows, other than its status, stands in the value that it returns. */
const BODY = /\bendpoints?\b.*\b(?:shows?|reports?|returns? (?:an? |the )?(?:json|list|data))\b/i
/** "Expected: 6", "should return 200": a number is all that is said. */
const ALONE = /^[^\n]*(?:[:：]\s+|：|\b(?:return|be|show|see|print|say|get)s?\s+)[`*]*~?(\d[\d,]*)[`*]*\s*$/i
const HTTP_STATUS = /^(?:20[0-6]|30[1-8]|4\d\d|50[0-4])$/
/** "in X seconds", "<version>", "…". */
const STAND_IN = /(?<![A-Za-z])(?:X+|N|YYYY\S*)(?![A-Za-z])|\.{3}|…|<[^>]+>|\[[^\]]+\]|\{[^}]+\}/
const SOME = /\b(?:positive|non-?zero) number of\b/i
const SCORE = new RegExp(`:\\s*[${letters} ]+\\s(\\d+(?:\\.\\d+)?)\\s*(%?)$`)
const CHECKED = /\b(?:check|lint|audit|build)\w*\s+(?:passe[sd]|passing|ok|succe\w+)/i

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
  const exit = EXIT.exec(text)
  if (exit !== null) return { kind: 'status', test: { is: 'exit', status: Number(exit[1]) } }
  if (FIELD.test(text)) return { kind: 'json', test: null }
  const said = SAID.exec(text)
  if (said !== null) return { kind: 'text', test: quotation(vocabulary, text, said[1] ?? '', said.index) }
  const [bound] = boundsOf(vocabulary, text)
  const says = (name: Phrase): boolean => vocabulary.phrase(name, text) !== null
  if (bound === undefined && (BY_EYE.test(text) || says('by-eye'))) return { kind: 'judgment', test: null }
  // "JSON array with 6 boats" tells how many, and no value.
  if (bound === undefined && /\bJSON\b/.test(text)) return { kind: COUNT.test(text) ? 'count' : 'json', test: null }
  if (ALL_OF.test(text)) return { kind: 'count', test: null }
  if (CAPITALS.test(text) && !/[<>≤≥]|\bHTTP/.test(text)) return { kind: 'text', test: literal(text) }
  // What stands in brackets explains: "Verify success (no errors)".
  const plain = text.replace(/\([^()]*\)/g, '')
  const none = NONE.exec(plain)
  if (none !== null) {
    if (IN_TEXT.test(text)) return { kind: 'text', test: null }
    // "No errors, dist/ created": the rest only a person can tell.
    const rest = /,\s*(.+)$/.exec(none.input.slice(none.index))?.[1]
    if (rest !== undefined && !NONE.test(rest) && !COUNT.test(rest)) return { kind: 'judgment', test: null }
    return { kind: 'count', test: /\bno output\b/i.test(text) ? { is: 'silent' } : null }
  }
  if (vocabulary.phrase('nothing', plain) !== null) return { kind: 'count', test: null }
  if (bound !== undefined) {
    const counted = vocabulary.mixed ? /^\p{L}+$/u : /^[a-z]+s$/i
    const things =
      counted.test(bound.unit) &&
      !isMeasured(vocabulary, bound.unit) &&
      !/^(?:ms|s|secs?|seconds|minutes|mins|hours|days|bytes)$/i.test(bound.unit)
    const { op, value, unit } = bound
    const equals = op === '=' && unit === '' && COUNTED.test(text.slice(0, bound.index))
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
  if (AT_LEAST.test(text)) return { kind: 'threshold', test: null }
  if (BODY.test(text)) return { kind: 'json', test: null }
  if (SOME.test(text)) return { kind: 'count', test: { is: 'count', op: '>', value: 0, words: [] } }
  if (ALL_PASS.test(text) && !NUMBERED.test(text)) return { kind: 'count', test: { is: 'exit', status: 0 } }
  if (says('all-pass') && !NUMBERED.test(text)) return { kind: 'count', test: { is: 'exit', status: 0 } }
  if (vocabulary.leadingPhrase('every', text) !== null && !NUMBERED.test(text)) return { kind: 'count', test: null }
  if (CHECKED.test(text)) return { kind: 'status', test: { is: 'exit', status: 0 } }
  const score = SCORE.exec(text)
  if (score !== null)
    return { kind: 'threshold', test: { is: 'threshold', op: '=', value: Number(score[1]), unit: score[2] ?? '' } }
  const count = COUNT.exec(text)
  if (count !== null && !/v\d|\d\.\d/.test(text))
    return {
      kind: 'count',
      test: { is: 'count', op: '=', value: Number((count[1] ?? '').replaceAll(',', '')), words: [count[2] ?? ''] },
    }
  const things = OF_THINGS.exec(text)
  if (things !== null && !isMeasured(vocabulary, things[2] ?? ''))
    return { kind: 'count', test: { is: 'count', op: '=', value: Number(things[1]), words: [things[2] ?? ''] } }
  if (RAISES_NOT.test(text) || SUCCEEDS.test(text) || says('succeeds'))
    return { kind: 'status', test: { is: 'exit', status: 0 } }
  if (RAISES.test(text) || says('fails')) return { kind: 'text', test: { is: 'exit', status: 'fail' } }
  if (/[:：]\s*\p{Extended_Pictographic}/u.test(text)) return { kind: 'text', test: literal(text) }
  const quoted = QUOTED.exec(text)
  if (quoted !== null)
    return { kind: 'text', test: quotation(vocabulary, text, quoted[1] ?? quoted[2] ?? '', quoted.index) }
  if (says('vague')) return { kind: 'judgment', test: null }
  if (/\b(?:v?\d+\.[\dx]|[A-Z]\d+\b|[A-Z]{2,}\b.*[A-Z]{2,}|\w+[._]\w+|[A-Z][a-z]+[A-Z]\w+)/.test(text))
    return { kind: 'text', test: literal(text) }
  return { kind: ONE_WORD.test(text) ? 'text' : 'judgment', test: literal(text) }
}

/** "All five nodes are ready". */
const ALL_OF =
  /(?:^|[:：]\s*)all (?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) (?!(?:\w+ )?tests)/i
/** "Erwartet: 3 Einträge": a number of things is all that is expected, in any language. */
const OF_THINGS = /^[^:：]{1,40}[:：]\s*~?(\d+)\s+(\p{L}+)$/u
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
