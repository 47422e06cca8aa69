import type { Message } from '../plan/index.ts'
import { sectionsAround } from './order.ts'
import type { RunState } from './state.ts'

/**
 * Messages whose occasion has come and about which nothing was said yet. One that a step sends is that step's. A part of a
 * document tells what stands in that part.
 */
export const messagesDue = (state: RunState, occasion: Message['occasion']): readonly Message[] =>
  state.plan.messages.filter(
    (message) =>
      message.occasion === occasion &&
      message.step === null &&
      state.messages[message.id] === undefined &&
      isMeant(state, message),
  )

const isMeant = (state: RunState, { section, span }: Message): boolean => {
  const { only, from } = state.options
  const titles = sectionsAround(state.plan, section).map(({ title }) => title.toLowerCase())
  if (only.length > 0 && !only.some((words) => titles.some((title) => title.includes(words.toLowerCase()))))
    return false
  return from === null || span.line >= from
}

/** The words of a message with values in its blanks, in their order; a blank without one stays as the document has it. */
export const filledMessage = (state: RunState, message: Message, values: readonly string[]): string => {
  const { text } = state.source
  let at = message.span.start
  let filled = ''
  message.blanks.forEach((blank, index) => {
    const value = values[index] ?? ''
    if (value === '' || blank.span.start < at) return
    filled += text.slice(at, blank.span.start) + value
    at = blank.span.end
  })
  return filled + text.slice(at, message.span.end)
}
