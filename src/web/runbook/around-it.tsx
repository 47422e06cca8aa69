import { Link } from '@tanstack/react-router'
import type { RunbookView } from '../../contract/runbook.ts'
import { Escaped } from '../parts/escaped.tsx'
import { Outcome } from '../parts/outcome.tsx'
import { wordLink } from '../parts/page.tsx'
import { Time } from '../parts/time.tsx'
import { length } from '../parts/times.ts'

/** What a run of it takes: what it does, what it asks first, ways back, and how it went before. */
export function AroundIt({ view }: { readonly view: RunbookView }) {
  const { document, inputs, choices, runs } = view
  const steps = Object.values(document.steps)
  const main = document.main.length
  const commands = steps.filter(({ kind, procedure }) => kind === 'command' && procedure === null).length
  return (
    <dl className="mb-4 grid gap-x-6 gap-y-2 text-sm sm:grid-cols-2 xl:grid-cols-4">
      <Fact name="It does">
        {count(main, 'step')}, {count(commands, 'command')} of them
      </Fact>
      <Fact name="It asks first">
        {inputs.length === 0 && choices.length === 0 ? (
          'nothing'
        ) : (
          <ul>
            {inputs.map(({ name, text, secret, scope, born, lines }) => (
              <li key={name}>
                <code>
                  <Escaped text={text} />
                </code>
                {secret && ', secret'}
                {born ? ', learned in the run' : scope === 'procedure' ? ', for the way back' : ''}
                {lines[0] !== undefined && (
                  <>
                    {' '}
                    <a href={`#L${lines[0]}`} className={wordLink}>
                      line {lines[0]}
                    </a>
                  </>
                )}
              </li>
            ))}
            {choices.map(({ group, question, options }) => (
              <li key={group}>
                <Escaped text={question} /> {options.map(({ name }) => name).join(', ')}
              </li>
            ))}
          </ul>
        )}
      </Fact>
      <Fact name={document.procedures.length === 1 ? 'Way back' : 'Ways back'}>
        {document.procedures.length === 0 ? (
          'none'
        ) : (
          <ul>
            {document.procedures.map(({ id, title, level, line, steps }) => (
              <li key={id}>
                <a href={`#L${line}`} className={wordLink}>
                  Level {level}: <Escaped text={title} />
                </a>
                , {count(steps.length, 'step')}
              </li>
            ))}
          </ul>
        )}
      </Fact>
      <Fact name="Runs of it">
        {runs.length === 0 ? (
          'none yet'
        ) : (
          <ul className="grid gap-1">
            {runs.slice(0, 3).map(({ run, at, environment, outcome, rehearsal }) => (
              <li key={run} className="flex flex-wrap items-center gap-x-2">
                <Outcome outcome={outcome} />
                <Link to="/runs/$run" params={{ run }} className={wordLink}>
                  <Time at={at} />
                </Link>
                <span className="text-ink-2">
                  {environment ?? ''}
                  {rehearsal && ' rehearsal'}
                </span>
              </li>
            ))}
            {runs.length > 3 && (
              <li>
                <Link to="/" search={{ document: view.path, rehearsals: 'with' }} className={wordLink}>
                  all of them
                </Link>
              </li>
            )}
          </ul>
        )}
      </Fact>
    </dl>
  )
}

function Fact({ name, children }: { readonly name: string; readonly children: React.ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-ink-2">{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

const count = (number: number, what: string) => `${number} ${what}${number === 1 ? '' : 's'}`

/** Seconds of the document, as a length of time. */
export const said = (seconds: number): string => length(seconds * 1000)
