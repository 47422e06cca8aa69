import type { Blank, Message } from '../../plan/index.ts'
import type { RunState } from '../state.ts'
import { changesFor, isAboutChanges } from './changes.ts'
import { issuesKnown, verdictsKnown } from './issues.ts'
import { leadOf } from './lead.ts'
import { downtime, minutes, took } from './times.ts'

/**
 * What the run knows for a blank of a message: day and time, environment, release, who drives it, what it took or should take, what
 * the release brings, what is known not to be right, why the way back was taken. Null: nothing. It is offered, and goes out
 * only in words that somebody has seen.
 */
export const knownFor = (
  state: RunState,
  message: Pick<Message, 'occasion' | 'span'>,
  blank: Blank,
  now: number,
): string | null => {
  const written = state.source.text.slice(blank.span.start, blank.span.end)
  if (VERSION.test(written)) return versionLike(written, state.release)
  const label = blank.label.toLowerCase()
  if (label.length > LABEL || label.includes('://')) return null
  const isOver = message.occasion === 'after' || message.occasion === 'rollback'
  const lead = leadOf(state, message, blank)
  const says = (pattern: RegExp) => pattern.test(label)
  // “Known issues: [List if any]”: the words before a blank count where its own say nothing.
  const isAbout = (pattern: RegExp) => says(pattern) || (isVague(label) && pattern.test(lead))
  const [day = '', clock = ''] = new Date(now).toISOString().split(/T|:\d\d\.\d{3}Z$/)
  if (isAbout(downtimes)) return downtime(state, isOver, now)
  if (isAbout(issues)) return issuesKnown(state, isOver)
  if (isAbout(verdicts)) return verdictsKnown(state)
  if (message.occasion === 'rollback' && (isAbout(reasons) || says(whatHappened))) return reasonOf(state)
  if (isAboutChanges(label, lead)) return changesFor(state, label)
  if (says(dates) && says(times)) return `${day} ${clock} UTC`
  if (says(spans)) return isOver ? took(state, now) : minutes(state.plan.estimate)
  if (says(dates)) return day
  if (says(times)) return `${clock} UTC`
  if (says(environments)) return state.environment
  if (says(releases)) return state.release
  return says(names) ? (state.operator.name ?? state.operator.id) : null
}

/** Whether a message of the document asks what the release brings. */
export const wantsChanges = (state: RunState): boolean =>
  state.plan.messages.some((message) =>
    message.blanks.some((blank) => isAboutChanges(blank.label.toLowerCase(), leadOf(state, message, blank))),
  )

const isVague = (label: string): boolean => /^(?:list|details?|if any|description|none|brief|x|n|number|\W)/.test(label)

/** Why people took the way back, in the order in which they began. */
const reasonOf = ({ procedures }: RunState): string | null =>
  Object.values(procedures)
    .toSorted((a, b) => a.startedAt - b.startedAt)
    .flatMap(({ reason }) => reason ?? [])
    .join('; ') || null

/** What stands for the release's number wherever it is named. */
const VERSION =
  /^v?x\.y(?:\.z)?$|^v?\d+(?:\.\d+)?(?:\.x)+$|^[<[{]+\s*(?:version|release|tag|release[_ ]version)\s*[>\]}]+$/i

/** With the `v` that the document writes before numbers. */
const versionLike = (written: string, release: string | null): string | null =>
  release !== null && /^v/i.test(written) && /^\d/.test(release) ? `v${release}` : release

/** A label is a few words; anything longer is the line that a blank stands in. */
const LABEL = 40

// Labels of blanks in the languages that are read; whole words where a language parts them.
const dates = /\b(?:date|datum|fecha|data)\b|дата|日期|日付|날짜/
const times = /\b(?:time|timestamp|zeit|uhrzeit|hora|heure|ora|orario)\b|время|时间|時間|時刻|시간/
const environments = /\b(?:environment|umgebung|entorno|environnement|ambiente)\b|окружение|среда|环境|環境|환경/
const releases = /\b(?:version|release|versión|versão|versione)\b|версия|релиз|版本|バージョン|버전/
const spans =
  /\b(?:\w+ (?:minutes|min)|duration|estimated time|dauer|duración|durée|duração|durata)\b|длительность|分钟|所要時間|소요 시간/
/** Of a person, not of a program: nothing but a name is asked for. */
const names =
  /^(?:(?:your|full|first|last|deployer|operator|engineer)(?:['’]s)? )?name$|^(?:name|(?:ihr )?name|(?:tu |su )?nombre|(?:votre )?nom|(?:seu )?nome|(?:il tuo )?nome|имя|姓名|氏名|이름)$/
const downtimes =
  /\b(?:down ?time|outage|ausfall(?:zeit)?|unterbrechung|interrupción|interruption|interrupção|interruzione)\b|простой|недоступност|停机|停止時間|ダウンタイム|다운타임/
const issues =
  /\b(?:known (?:issues|problems|limitations)|bekannte (?:probleme|fehler)|problemas conocidos|problèmes connus|problemas conhecidos|problemi noti)\b|известные проблемы|已知问题|既知の問題|알려진 문제/
const verdicts =
  /\b(?:test results?|check results?|verification|verification status|smoke tests?|health checks?|prüfergebnis(?:se)?|resultados? de (?:las )?pruebas|résultats? des tests|risultati dei test)\b|результаты проверки|测试结果|検証結果|테스트 결과/
const reasons = /\b(?:reason|cause|why|grund|ursache|motivo|razón|raison|causa)\b|причина|原因|理由|이유/
const whatHappened = /^(?:brief )?description$|^(?:brief )?explanation$|what happened|^issue$/
