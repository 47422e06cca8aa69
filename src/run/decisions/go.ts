import { HoldpointError } from '../../errors.ts'
import type { SectionId } from '../../plan/index.ts'
import type { DecideContext } from '../context.ts'
import { type Looked, lookedAt } from '../criteria.ts'
import type { Decision } from '../decision.ts'
import type { CriterionVerdict } from '../events.ts'
import { indexOf } from '../order.ts'
import type { RunState } from '../state.ts'
import { type AnswerTo, build, closing, field, option } from './build.ts'
import { waysOut } from './common.ts'

/**
 * Go or no-go: every line of a list, what the run knows of it beside it. One act says that all of them hold, which cannot be
 * said against what the run has seen; no-go is any of the ways out.
 */
export const askGo = (state: RunState, section: SectionId, context: DecideContext): Decision => {
  const lines = lookedAt(state, section)
  const unmet = lines.filter(({ known }) => known?.verdict === 'unmet')
  const open = lines.filter(({ known }) => known === null)
  const title = indexOf(state.plan).sections.get(section)?.title ?? ''
  return build(context, {
    kind: 'go',
    question: `Go or no-go: ${lines.length === 1 ? 'does this hold' : `do these ${lines.length} hold`}? (“${title}”)`,
    detail: lines.flatMap(({ criterion, known }) => [
      { is: 'sentence', text: criterion.text, span: criterion.span } as const,
      ...(known === null ? [] : [{ is: 'note', text: `${known.verdict}: ${known.why}.` } as const]),
    ]),
    span: lines[0]?.criterion.span ?? null,
    about: section,
    options: [
      ...(unmet.length > 0
        ? []
        : [
            option(
              'yes',
              'Go',
              `Each line holds: ${open.length} by your word, ${lines.length - open.length} as the run shows.`,
            ),
          ]),
      option('accept', 'Go all the same', 'Goes on although not each line is shown to hold.', {
        reason: true,
        deviation: true,
      }),
      ...waysOut(state),
    ],
    fields: lines.map(({ at, criterion, known }) =>
      field('accept', String(at + 1), criterion.text, {
        type: 'choice',
        choices: ['met', 'unmet', 'unknown'],
        required: false,
        suggestion: known?.verdict ?? null,
      }),
    ),
  })
}

export const answerGo: AnswerTo = (state, decision, answer) => {
  const section = decision.about ?? ''
  const lines = lookedAt(state, section)
  if (answer.option === 'yes' && lines.some(({ known }) => known?.verdict === 'unmet'))
    throw new HoldpointError('answer-option-unknown', { option: 'yes', decision: decision.id, options: 'accept' })
  return closing({
    type: 'CriteriaJudged',
    section,
    reason: answer.reason,
    verdicts: lines.map((line) =>
      answer.option === 'yes' ? verdict(line, 'met') : verdict(line, said(answer.fields[String(line.at + 1)], line)),
    ),
  })
}

const verdict = ({ at, known }: Looked, verdict: CriterionVerdict['verdict']): CriterionVerdict => ({
  criterion: at,
  verdict,
  known: known?.verdict === verdict ? known.why : null,
})

/** What a person says of a line; what they leave out is what the run knows. */
const said = (word: string | undefined, { known, criterion }: Looked): CriterionVerdict['verdict'] => {
  if (word === undefined || word === '') return known?.verdict ?? 'unknown'
  if (word === 'met' || word === 'unmet' || word === 'unknown') return word
  throw new HoldpointError('choice-unknown', { option: word, choices: 'met, unmet, unknown', decision: criterion.text })
}
