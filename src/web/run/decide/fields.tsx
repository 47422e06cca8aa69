import { useId } from 'react'
import type { DecisionView } from '../../../contract/index.ts'
import { Escaped } from '../../parts/escaped.tsx'

type Field = DecisionView['fields'][number]

/** Values that an option needs. */
export function Fields({
  fields,
  values,
  onValue,
}: {
  readonly fields: readonly Field[]
  readonly values: Readonly<Record<string, string>>
  readonly onValue: (name: string, value: string) => void
}) {
  return fields.map((field) => (
    <FieldLine
      key={field.name}
      field={field}
      value={values[field.name] ?? field.suggestion ?? ''}
      onValue={(value) => onValue(field.name, value)}
    />
  ))
}

function FieldLine({
  field,
  value,
  onValue,
}: {
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
  return (
    <div>
      <label htmlFor={id} className="font-medium">
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
      {about.length > 0 && (
        <p id={`${id}-about`} className="mt-0.5 text-sm text-ink-3">
          {about.join(' ')}
        </p>
      )}
    </div>
  )
}
