import type { Blank, LogForm } from '../../plan/index.ts'
import type { RunState } from '../state.ts'
import { utcMinute } from '../utc.ts'
import { knownFor } from './blank.ts'
import { issuesKnown } from './issues.ts'
import { leadOf } from './lead.ts'

/**
 * What the run says for the blanks of the document's own form for its record, in their order; '' where it says nothing. Only of
 * a run that has ended: before, nobody knows.
 */
export const logValues = (state: RunState, log: LogForm): readonly string[] => {
  if (state.status !== 'ended') return log.blanks.map(() => '')
  let noted = false
  return log.blanks.map((blank) => {
    const about = { label: blank.label.toLowerCase(), lead: leadOf(state, log, blank) }
    const title = log.title.toLowerCase()
    if (notes.test(about.label) || (isBare(about.label) && (notes.test(about.lead) || notes.test(title)))) {
      // What people noted stands in the first of several lines for it.
      const said = noted ? '' : state.comments.map(({ text }) => text).join('; ')
      noted = true
      return said
    }
    return ofForm(state, about) ?? knownAt(state, log, blank, about.label) ?? ''
  })
}

interface About {
  readonly label: string
  readonly lead: string
}

function ofForm(state: RunState, { label, lead }: About): string | null {
  const isBack = Object.keys(state.procedures).length > 0
  if (starts.test(label)) return utcMinute(state.createdAt)
  if (ends.test(label)) return utcMinute(state.updatedAt)
  if (backs.test(`${label} ${lead}`) && /^\W*(?:yes|y|ja|sí|si|oui|sim|да|是|はい|예)\s*\//.test(label))
    return isBack ? 'Yes' : 'No'
  if (outcomes.test(label) || (isBare(label) && outcomes.test(lead))) return state.outcome
  if (troubles.test(label) || (troubles.test(lead) && /none|list|description|detail/.test(label)))
    return troubleOf(state)
  return null
}

/** A form is about a way back where one was taken; its day is the one on which the run began. */
const knownAt = (state: RunState, log: LogForm, blank: Blank, label: string): string | null => {
  const isBack = Object.keys(state.procedures).length > 0
  const asksWhy = /reason|grund|motivo|raison|причина|原因|理由/.test(label)
  if (asksWhy && !isBack) return null
  const at = /date|datum|fecha|data\b|дата|日期|日付/.test(label) ? state.createdAt : state.updatedAt
  return knownFor(state, { occasion: isBack ? 'rollback' : 'after', span: log.span }, blank, at)
}

/** What went wrong on the way, also where it ended well. */
function troubleOf(state: RunState): string {
  const failed = state.plan.steps.flatMap(({ id, number, title }) => {
    const { attempts, outcome } = state.steps.get(id)
    const times = attempts.filter(({ end }) => end !== null && (end.how !== 'exit' || end.status !== 0)).length
    return times === 0
      ? []
      : [`step ${number}, “${title}”, failed ${times === 1 ? 'once' : `${times} times`} (${outcome ?? 'open'})`]
  })
  const known = issuesKnown(state, false)
  return [...failed, ...(known === null ? [] : [known])].join('; ') || 'none'
}

/** A line to write on, without words of its own. */
const isBare = (label: string): boolean => !/\p{L}{3}/u.test(label)

const notes =
  /\b(?:notes?|observations?|remarks?|comments?|use this space|bemerkungen|anmerkungen|notizen|notas|observaciones|remarques|observações|osservazioni)\b|заметки|примечани|备注|備考|メモ|비고/
const starts =
  /^(?:start(?:ed)?(?: time)?|begin|began|beginn|inicio|début|início|inizio|начало|开始(?:时间)?|開始(?:時刻)?|시작)$/
const ends =
  /^(?:end(?:ed)?(?: time)?|finish(?:ed)?|ende|fin|fim|fine|конец|окончание|结束(?:时间)?|終了(?:時刻)?|종료)$/
const backs = /roll(?:ed)?[ -]?back|way back|zurückgerollt|reversión|retour arrière|откат|回滚|ロールバック|롤백/
const outcomes =
  /\b(?:outcome|result|overall status|deployment status|ergebnis|resultado|résultat|risultato)\b|результат|结果|結果|결과/
const troubles =
  /\b(?:issues?|problems?|incidents?|errors?|deviations?|probleme|fehler|problemas|problèmes|problemi)\b|проблемы|问题|問題|문제/
