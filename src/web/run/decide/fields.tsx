import { useId } from 'react'
import type { DecisionView } from '../../../contract/index.ts'
import { Escaped } from '../../parts/escaped.tsx'

type Field = DecisionView['fields'][number]

/** As many choices as are seen at a glance; more of them are a list. */
const atAGlance = 5

/** Values that an option needs. */
export function Fields({
  question,
  fields,
  values,
  onValue,
}: {
  /** What is asked, above the fields. */
  readonly question: string
  readonly fields: readonly Field[]
  readonly values: Readonly<Record<string, string>>
  readonly onValue: (name: string, value: string) => void
}) {
  return fields.map((field) => (
    <FieldLine
      key={field.name}
      // The question is read already; whoever can't see that hears it as the field's name.
      isAsked={fields.length === 1 && field.label === question}
      field={field}
      value={values[field.name] ?? field.suggestion ?? ''}
      onValue={(value) => onValue(field.name, value)}
    />
  ))
}

function FieldLine({
  isAsked,
  field,
  value,
  onValue,
}: {
  readonly isAsked: boolean
  readonly field: Field
  readonly value: string
  readonly onValue: (value: string) => void
}) {
  const id = useId()
  const about = [
    field.aim === null ? null : `The document wants ${field.aim}.`,
    field.type === 'secret' ? 'A secret: kept in memory only, never in the record.' : null,
    field.required ? null : 'May be left empty.',
  ].filter((note) => note !== null)
  const shared = {
    id,
    value,
    'aria-describedby': about.length > 0 ? `${id}-about` : undefined,
    'aria-required': field.required,
    className: 'field mt-1 w-full',
    onChange: (event: { readonly target: { readonly value: string } }) => onValue(event.target.value),
  }
  const note = about.length > 0 && (
    <p id={`${id}-about`} className="mt-0.5 text-sm text-ink-3">
      {about.join(' ')}
    </p>
  )
  if (field.type === 'choice' && field.choices.length <= atAGlance)
    return (
      <fieldset aria-describedby={shared['aria-describedby']}>
        <legend className={isAsked ? 'sr-only' : 'font-medium'}>
          <Escaped text={field.label} />
        </legend>
        {field.choices.map((choice) => (
          <label key={choice} className="flex min-h-10 items-center gap-2.5">
            <input
              type="radio"
              name={id}
              value={choice}
              checked={value === choice}
              onChange={() => onValue(choice)}
              className="size-4.5 shrink-0"
            />
            <span className="min-w-0 break-words">
              <Escaped text={choice} />
            </span>
          </label>
        ))}
        {note}
      </fieldset>
    )
  return (
    <div>
      <label htmlFor={id} className={isAsked ? 'sr-only' : 'font-medium'}>
        <Escaped text={field.label} />
      </label>
      {field.type === 'choice' ? (
        <select {...shared}>
          {!field.choices.includes(value) && <option value="">Choose …</option>}
          {field.choices.map((choice) => (
            <option key={choice} value={choice}>
              {choice}
            </option>
          ))}
        </select>
      ) : field.type === 'lines' ? (
        <textarea
          {...shared}
          rows={Math.min(14, Math.max(3, value.split('\n').length))}
          spellCheck={false}
          className="field mt-1 w-full font-mono text-sm"
        />
      ) : (
        <input {...shared} type={field.type === 'secret' ? 'password' : 'text'} autoComplete="off" spellCheck={false} />
      )}
      {note}
    </div>
  )
}
