import type { Blank, Message } from '../plan/index.ts'
import { indexOf, sectionsAround } from './order.ts'
import type { RunState } from './state.ts'

/**
 * Messages whose occasion has come and about which nothing was said yet. One that a step sends is that step's. A part of a
 * document tells what stands in that part.
 */
export const messagesDue = (state: RunState, occasion: Message['occasion']): readonly Message[] =>
  state.plan.messages.filter(
    (message) =>
      message.occasion === occasion &&
      message.step === null &&
      state.messages[message.id] === undefined &&
      isMeant(state, message),
  )

const isMeant = (state: RunState, { section, span }: Message): boolean => {
  const { only, from } = state.options
  const titles = sectionsAround(state.plan, section).map(({ title }) => title.toLowerCase())
  if (only.length > 0 && !only.some((words) => titles.some((title) => title.includes(words.toLowerCase()))))
    return false
  return from === null || span.line >= from
}

/** The words of a message with values in its blanks, in their order; a blank without one stays as the document has it. */
export const filledMessage = (state: RunState, message: Message, values: readonly string[]): string => {
  const { text } = state.source
  let at = message.span.start
  let filled = ''
  message.blanks.forEach((blank, index) => {
    const value = values[index] ?? ''
    if (value === '' || blank.span.start < at) return
    filled += text.slice(at, blank.span.start) + value
    at = blank.span.end
  })
  return filled + text.slice(at, message.span.end)
}

/** What the run knows for a blank: its day and time, its environment, its release, who drives it; null: nothing. */
export const knownFor = (state: RunState, { label, span }: Blank, now: number): string | null => {
  const written = state.source.text.slice(span.start, span.end)
  if (VERSION.test(written)) return versionLike(written, state.release)
  const words = label.toLowerCase()
  if (words.length > LABEL || words.includes('://')) return null
  const says = (pattern: RegExp) => pattern.test(words)
  const [day = '', clock = ''] = new Date(now).toISOString().split(/T|:\d\d\.\d{3}Z$/)
  if (says(dates) && says(times)) return `${day} ${clock} UTC`
  if (says(dates)) return day
  if (says(times)) return `${clock} UTC`
  if (says(environments)) return state.environment
  if (says(releases)) return state.release
  if (says(spans)) return state.plan.estimate === null ? null : `${Math.ceil(state.plan.estimate / 60)} min`
  return says(names) ? (state.operator.name ?? state.operator.id) : null
}

/** What stands for the release's number wherever it is named. */
const VERSION = /^v?x\.y(?:\.z)?$|^[<[{]+\s*(?:version|release|tag)\s*[>\]}]+$/i

/** With the `v` that the document writes before numbers. */
const versionLike = (written: string, release: string | null): string | null =>
  release !== null && /^v/i.test(written) && /^\d/.test(release) ? `v${release}` : release

/** A label is a few words; anything longer is the line that a blank stands in. */
const LABEL = 40

// Labels of blanks in the languages that are read; whole words where a language parts them.
const dates = /\b(?:date|datum|fecha|data)\b|дата|日期|日付|날짜/
const times = /\b(?:time|zeit|uhrzeit|hora|heure|ora|orario)\b|время|时间|時間|時刻|시간/
const environments = /\b(?:environment|umgebung|entorno|environnement|ambiente)\b|окружение|среда|环境|環境|환경/
const releases = /\b(?:version|release|versión|versão|versione)\b|версия|релиз|版本|バージョン|버전/
const spans = /\b(?:\w+ minutes|duration|dauer|duración|durée|duração|durata)\b|длительность|分钟|時間数|기간/
const names = /\b(?:name|your name|nombre|nom|nome)\b|имя|姓名|氏名|이름/
