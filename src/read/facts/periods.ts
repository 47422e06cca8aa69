import type { Hit, Vocabulary } from '../words/index.ts'
import { boundsOf } from './bounds.ts'
import { amountOf } from './times.ts'

/** What stands between a verb of watching and its period: nothing, or a sign that sets it apart. */
const APART = /^[^\d]*[(（:：,，—–-]\s*[~≈]?$|^\s*[~≈]?$/
/** Between a period and what is done in it: "30-minute", "2 hours of", "15分間の". */
const BELONGS = 8

/**
 * A period of watching without "for" ("Wait 30 minutes, monitor", "Observe (1 hour)", "15-minute soak"), or one for which
 * the way back is kept ("Keep the old version running for 24 hours"): at its end somebody has to come back.
 */
export function periodOf(vocabulary: Vocabulary, text: string): Hit | null {
  const amount = amountOf(vocabulary, text)
  if (amount === null || amount.unit === 'second' || boundsOf(vocabulary, text).length > 0) return null
  const kept = vocabulary.phrase('keep', text)
  if (kept !== null && vocabulary.phrase('kept', text) !== null) return kept
  const observe = vocabulary.leadingPhrase('observe', text)
  const between = text.slice(observe?.text.length ?? 0, amount.index)
  if (observe !== null && (APART.test(between) || vocabulary.leadingPhrase('for', between.trim()) !== null))
    return observe
  const after = text.slice(amount.index + amount.text.length)
  const then = vocabulary.phrase('observation', after)
  if (then === null) return null
  return then.index <= BELONGS || vocabulary.phrase('wait', text) !== null ? then : null
}
