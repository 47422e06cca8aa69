import { bundle } from '../record/index.ts'
import { seal } from '../run/chain.ts'
import type { Recorded } from '../run/index.ts'
import { bundleOf, type Files, journal, whole } from './a-bundle.ts'
import fc from './properties.ts'
import { aKey } from './signer.ts'

/** Something that somebody did to a bundle, and the file that must be named for it. */
interface Altered {
  readonly how: string
  readonly file: string
  readonly files: Files
}

const same = (a: Files, b: Files) =>
  a.size === b.size && [...a].every(([name, bytes]) => b.get(name)?.equals(bytes) === true)

const names = [...whole.keys()]

/** By somebody who knows nothing of what is in a file. */
const ofBytes: fc.Arbitrary<Altered> = fc
  .record({
    file: fc.constantFrom(...names),
    how: fc.constantFrom('flip', 'insert', 'cut', 'truncate', 'lines', 'replace', 'remove', 'add'),
    a: fc.nat(),
    b: fc.nat(),
  })
  .map(({ file, how, a, b }) => {
    const bytes = whole.get(file) ?? Buffer.alloc(0)
    const at = a % Math.max(1, bytes.length)
    const to = Math.min(bytes.length, at + 1 + (b % 40))
    const put = (changed: Buffer): Altered => ({ how, file, files: new Map([...whole, [file, changed]]) })
    switch (how) {
      case 'flip': {
        const changed = Buffer.from(bytes)
        changed[at] = (changed[at] ?? 0) ^ (1 + (b % 255))
        return put(changed)
      }
      case 'insert':
        return put(Buffer.concat([bytes.subarray(0, at), Buffer.from([b % 256]), bytes.subarray(at)]))
      case 'cut':
        return put(Buffer.concat([bytes.subarray(0, at), bytes.subarray(to)]))
      case 'truncate':
        return put(bytes.subarray(0, at))
      case 'lines': {
        const lines = bytes.toString('latin1').split('\n')
        const [i, j] = [a % lines.length, b % lines.length]
        const swapped = lines.map((line, index) => (index === i ? lines[j] : index === j ? lines[i] : line))
        return put(Buffer.from(swapped.join('\n'), 'latin1'))
      }
      case 'replace':
        return put(whole.get(names[b % names.length] ?? '') ?? bytes)
      case 'remove':
        return { how, file, files: new Map([...whole].filter(([name]) => name !== file)) }
      default: {
        const name = `outputs/step-${a % 9}-attempt-9.txt`
        return { how, file: name, files: new Map([...whole, [name, bytes]]) }
      }
    }
  })

const stranger = aKey()

/** By somebody who knows the format, seals events anew and draws the record again, but has not the key. */
const ofEvents: fc.Arbitrary<Altered> = fc
  .record({
    how: fc.constantFrom(
      'edit',
      'edit and seal',
      'drop',
      'drop and seal',
      'swap',
      'cut',
      'continue',
      'rebuild',
      'sign',
    ),
    a: fc.nat({ max: journal.length - 1 }),
    b: fc.nat({ max: journal.length - 1 }),
    draws: fc.boolean(),
  })
  .map(({ how, a, b, draws }) => {
    const made = changed(how, a, b)
    const lines = Buffer.from(made.map((one) => `${JSON.stringify(one)}\n`).join(''))
    if (how === 'sign') return { how, file: bundle.journal, files: resigned(made) }
    const drawn = draws ? drawnAgain(made) : null
    return { how, file: bundle.journal, files: new Map([...whole, ...(drawn ?? []), [bundle.journal, lines]]) }
  })

const outputsOf = (files: Files) => new Map([...files].filter(([name]) => name.startsWith('outputs/')))

const resigned = (made: readonly Recorded[]): Files => bundleOf(made, outputsOf(whole), stranger)

/** The record as this journal gives it, if it still folds to a run. */
function drawnAgain(made: readonly Recorded[]): Files | null {
  try {
    return new Map([...resigned(made)].filter(([name]) => name.startsWith('record.')))
  } catch {
    return null
  }
}

function changed(how: string, a: number, b: number): readonly Recorded[] {
  const later = (one: Recorded, index: number) => (index === a ? { ...one, at: one.at + 1 } : one)
  const others = journal.filter((_, index) => index !== a)
  switch (how) {
    case 'edit':
      return journal.map(later)
    case 'edit and seal':
      return journal.map((one, index) => (index === a ? seal(later(one, index), one.prev) : one))
    case 'drop':
      return others
    case 'drop and seal':
      return sealedAnew(others)
    case 'swap':
      return journal.map((one, index) => journal[index === a ? b : index === b ? a : index] ?? one)
    case 'cut':
      return journal.slice(0, a)
    case 'continue':
      return sealedAnew([...journal, journal[a] as Recorded])
    default:
      return sealedAnew(journal.map(later))
  }
}

const sealedAnew = (events: readonly Recorded[]): readonly Recorded[] => {
  const made: Recorded[] = []
  for (const one of events) made.push(seal({ ...one, seq: made.length + 1 }, made.at(-1)?.hash ?? ''))
  return made
}

/** One alteration of a journal, an output, the record or its proof; never one that changes nothing. */
export const anAlteration = (): fc.Arbitrary<Altered> =>
  fc
    .oneof({ weight: 3, arbitrary: ofBytes }, { weight: 2, arbitrary: ofEvents })
    .filter(({ files }) => !same(files, whole))
    // A counterexample is told in a line instead of all bytes of a bundle.
    .map((one) => ({ ...one, [fc.toStringMethod]: () => `${one.how}: ${one.file}` }))
