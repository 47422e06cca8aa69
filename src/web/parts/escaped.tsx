import { Fragment } from 'react'

/**
 * Characters that change how others look, or look like nothing: controls (line feed and tab apart), bidirectional marks, zero
 * widths, tags, variation selectors in plain text, fillers and odd spaces.
 */
const deceiving =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what is looked for.
  // biome-ignore lint/suspicious/noMisleadingCharacterClass: single code points are meant.
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}]/u

const split = new RegExp(`(${deceiving.source})`, 'u')

/** Text in which characters that deceive the eye stand as their numbers. */
export function Escaped({ text }: { readonly text: string }) {
  if (!deceiving.test(text)) return text
  return text.split(split).map((part, at) => {
    const key = at
    return at % 2 === 0 ? (
      <Fragment key={key}>{part}</Fragment>
    ) : (
      <span
        key={key}
        title="A character that cannot be seen"
        className="rounded border border-waiting-line bg-waiting-soft px-0.5 text-xs text-waiting"
      >
        U+{(part.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}
      </span>
    )
  })
}
