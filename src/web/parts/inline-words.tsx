import type { Inline } from '../../contract/index.ts'
import { Escaped } from './escaped.tsx'

/**
 * Words of a document. They are data and become elements here, one by one; there is no other way from a document into the page.
 * Characters that deceive the eye are shown by their numbers.
 */
export function Words({ words }: { readonly words: readonly Inline[] }) {
  return words.map((part, at) => {
    return <Part key={at} part={part} />
  })
}

function Part({ part }: { readonly part: Inline }) {
  switch (part.is) {
    case 'text':
      return <Escaped text={part.text} />
    case 'code':
      return (
        <code className="rounded bg-sunken px-1 py-px">
          <Escaped text={part.text} />
        </code>
      )
    case 'strong':
      return (
        <strong className="font-semibold">
          <Words words={part.inside} />
        </strong>
      )
    case 'em':
      return (
        <em>
          <Words words={part.inside} />
        </em>
      )
    case 'strike':
      return (
        <s className="text-ink-3">
          <Words words={part.inside} />
        </s>
      )
    case 'link':
      return safe(part.to) ? (
        <a
          href={part.to}
          {...(part.to.startsWith('#') ? {} : { target: '_blank', rel: 'noopener noreferrer' })}
          className="text-running underline decoration-1 underline-offset-2"
        >
          <Words words={part.inside} />
        </a>
      ) : (
        <Words words={part.inside} />
      )
  }
}

/** The server lets only these pass; what is drawn is checked once more. */
const safe = (to: string) => /^(https?:|mailto:|#)/i.test(to)
