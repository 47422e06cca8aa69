import type { StepDocument, StepView } from '../../../contract/index.ts'
import { Escaped } from '../../parts/escaped.tsx'
import { Icon } from '../../parts/icons.tsx'
import { join } from '../../parts/join.ts'
import { inkOf } from '../../parts/meaning.ts'

const shown = {
  met: { icon: 'passed', meaning: 'done', word: 'Met' },
  unmet: { icon: 'failed', meaning: 'unmet', word: 'Not met' },
  unclear: { icon: 'unknown', meaning: 'waiting', word: 'Not clear' },
  none: { icon: 'open', meaning: 'plain', word: 'Expected' },
} as const

/** What the document expects of a step, and whether it came so. */
export function Verdicts({ step, view }: { readonly step: StepDocument; readonly view: StepView }) {
  if (step.expectations.length === 0) return null
  return (
    <ul className="mt-1 flex flex-col gap-0.5 text-sm">
      {step.expectations.map(({ id, text }) => {
        const verdict = view.verdicts.find(({ expectation }) => expectation === id)
        const { icon, meaning, word } = shown[verdict?.verdict ?? 'none']
        return (
          <li key={id} className="flex items-start gap-2">
            <span className={join('flex shrink-0 items-center gap-1 font-medium', inkOf[meaning])}>
              <Icon name={icon} />
              {word}:
            </span>
            <span className="min-w-0 text-ink-2">
              <Escaped text={text.replace(/^expect(ed|ation)?:\s*/i, '')} />
              {verdict !== undefined && verdict.verdict !== 'met' && (
                <span className={join('block', inkOf[meaning])}>
                  <Escaped text={verdict.why} />
                </span>
              )}
            </span>
          </li>
        )
      })}
    </ul>
  )
}
