import type { DecisionView } from '../../../contract/index.ts'
import type { IconName } from '../../parts/icons.tsx'
import type { Meaning } from '../../parts/meaning.ts'

export type OptionView = DecisionView['options'][number]

/** Questions whose yes lets something happen that can't be taken back, or that speaks against a rule. */
const grave = new Set(['destructive', 'override', 'procedure'])

/**
 * How an option is drawn. Full: the one that lets the run go on as the document says. What deviates from it, leaves it or ends it is a
 * line with a sign of its own.
 */
export function optionLook(
  kind: string,
  option: OptionView,
  isFirst: boolean,
): { readonly look: 'full' | 'line'; readonly meaning: Meaning; readonly icon?: IconName } {
  if (option.id === 'back' || (kind === 'procedure' && option.lets)) {
    return { look: kind === 'procedure' ? 'full' : 'line', meaning: 'back', icon: 'back' }
  }
  if (option.id === 'pause') return { look: 'line', meaning: 'plain', icon: 'paused' }
  if (option.id === 'abort') return { look: 'line', meaning: 'unmet', icon: 'close' }
  if (option.deviation) return { look: 'line', meaning: 'waiting', icon: 'warning' }
  if (option.lets && grave.has(kind)) return { look: 'full', meaning: 'unmet', icon: 'warning' }
  if (option.lets || isFirst) return { look: 'full', meaning: 'done' }
  return { look: 'line', meaning: 'plain' }
}
