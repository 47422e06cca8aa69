import { deniesElsewhere } from './denials.ts'

/** Words beside which what is said is denied, has failed, or is not what is but what was, may be or should be. */
const denying = new Set(
  [
    'no not non never none nothing neither nor without cannot cant',
    'false null nil zero off disabled missing absent lost lacks lacking',
    'bad broken dead down wrong degraded partial partially',
    'pending waiting wait until if unless would could should may might must shall',
    'hardly barely almost nearly expect expected expecting want wanted was were had before previously previous former old instead',
    'try trying tried fewer less least most limit maximum minimum about approximately approx but however although except only',
  ].flatMap((line) => line.split(' ')),
)

/** Their beginnings: "failed", "errors", "unreachable". */
const beginnings =
  /^(?:fail|error|den(?:y|ied)|refus|reject|abort|cancel|timeout|skip|stop|kill|crash|panic|fatal|exception|warn|critical|invalid|illegal|inactive|incomplete|incorrect|insufficient|disconnect|mismatch|revert|rollback|rolled|retry|corrupt|un(?!i|der|zip|pack|load|tar)\p{L}{3})/u

/** The first such word of a text, or "0 of", "2/3": less than all; null when there is none. */
export const contraryIn = (text: string): string | null => {
  const lower = text.toLowerCase()
  for (const [, amount, all] of lower.matchAll(/(?<![\d./])(\d+)\s*(?:\/|of|out of)\s*(\d+)(?![\d./])/g))
    if (Number(amount) < Number(all)) return `${amount} of ${all}`
  for (const [word] of lower.matchAll(/\p{L}+(?:['’]t\b)?/gu))
    if (denying.has(word) || /['’]t$/.test(word) || beginnings.test(word) || deniesElsewhere(word)) return word
  return null
}
