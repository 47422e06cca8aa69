import type { IDisposable, Terminal } from '@xterm/xterm'

/** OSC: titles, the working directory, links, notes, colours of the palette, the clipboard, marks of shells. */
const osc = [0, 1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 22, 50, 52, 99, 104, 105, 110, 111, 112]
  .concat([133, 176, 633, 777, 1337])
  .sort((a, b) => a - b)

/** CSI that asks for an answer, or wants something of the window: who are you, where is the cursor, modes, sizes. */
const asking = [
  { final: 'c' },
  { prefix: '>', final: 'c' },
  { prefix: '=', final: 'c' },
  { prefix: '>', final: 'q' },
  { final: 'n' },
  { prefix: '?', final: 'n' },
  { intermediates: '$', final: 'p' },
  { prefix: '?', intermediates: '$', final: 'p' },
  { final: 't' },
  { prefix: '?', final: 'u' },
  { prefix: '>', final: 'u' },
] as const

/** DCS: settings, termcap entries, pictures. */
const dcs = [
  { intermediates: '$', final: 'q' },
  { intermediates: '+', final: 'q' },
  { intermediates: '+', final: 'p' },
  { final: 'q' },
  { final: '|' },
] as const

/**
 * A terminal that never answers and obeys nothing but text and colours. What is written to it was made visible before
 * (`visible.ts`), so that none of these should ever come; this is the second lock of the same door. Nothing listens to
 * what a terminal would send, either: that is the third.
 */
export function silence({ parser }: Terminal): readonly IDisposable[] {
  const swallow = () => true
  return [
    ...osc.map((number) => parser.registerOscHandler(number, swallow)),
    ...asking.map((id) => parser.registerCsiHandler(id, swallow)),
    ...dcs.map((id) => parser.registerDcsHandler(id, swallow)),
    parser.registerEscHandler({ final: 'Z' }, swallow),
    parser.registerEscHandler({ final: 'c' }, swallow),
  ]
}
