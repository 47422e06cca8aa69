import { Fragment } from 'react'
import { Escaped } from './escaped.tsx'

/** A sentence of Holdpoint's own in which commands stand between back-ticks. */
export function Spoken({ text }: { readonly text: string }) {
  return text.split(/(`[^`\n]+`)/).map((part, at) => {
    const key = at
    return part.length > 2 && part.startsWith('`') && part.endsWith('`') ? (
      <code key={key} className="rounded bg-sunken px-1 py-px font-normal">
        <Escaped text={part.slice(1, -1)} />
      </code>
    ) : (
      <Fragment key={key}>
        <Escaped text={part} />
      </Fragment>
    )
  })
}
