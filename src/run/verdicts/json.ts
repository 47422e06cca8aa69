import type { ExpectationTest } from '../../plan/index.ts'
import type { Judged, Seen } from './seen.ts'

type Test = Extract<ExpectationTest, { is: 'json' }>

/** Brackets from which nothing reads; bounds the work on output that is full of them. */
const mostVain = 50

/**
 * Every JSON object or array in the output must hold everything that the document shows, and may hold more. When some do
 * and some do not, a person tells which one is meant: the first may be another command's, or say what the next one denies.
 */
export const json = ({ value: expected }: Test, { output }: Seen): Judged => {
  const { values, all } = valuesIn(output)
  const alike = values.filter((one) => Array.isArray(one) === Array.isArray(expected))
  const compared = (alike.length > 0 ? alike : values).map((one) => difference(one, expected, ''))
  const [first] = compared
  if (first === undefined) return { verdict: 'unclear', why: 'There is no JSON in the output to compare with.' }
  const missing = compared.find((one) => one !== null) ?? null
  if (compared.includes(null) && missing !== null)
    return { verdict: 'unclear', why: `The output holds several JSON values, and not all are as expected: ${missing}` }
  if (!all) return { verdict: 'unclear', why: 'The output holds more brackets than can be looked through.' }
  return missing === null
    ? { verdict: 'met', why: 'The JSON in the output holds what is expected.' }
    : { verdict: 'unmet', why: missing }
}

/** The output as a whole, or each bracket from which a value reads to its matching end. */
const valuesIn = (output: string): { readonly values: readonly unknown[]; readonly all: boolean } => {
  const whole = parse(output)
  if (whole !== undefined) return { values: [whole], all: true }
  const values: unknown[] = []
  let vain = 0
  let over = 0
  for (const { index } of output.matchAll(/[[{]/g)) {
    if (index < over) continue
    if (vain > mostVain) return { values, all: false }
    const end = closing(output, index)
    const value = end === null ? undefined : parse(output.slice(index, end))
    if (value === undefined) vain += 1
    else values.push(value)
    if (value !== undefined) over = end ?? over
  }
  return { values, all: true }
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** One past the bracket that closes the one at `start`; strings are skipped. */
const closing = (text: string, start: number): number | null => {
  let depth = 0
  for (let at = start; at < text.length; at += 1) {
    const char = text[at]
    if (char === '"') {
      at += 1
      while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1
    } else if (char === '{' || char === '[') depth += 1
    else if (char === '}' || char === ']') {
      depth -= 1
      if (depth === 0) return at + 1
    }
  }
  return null
}

/** Where `found` lacks something of `expected`, as a sentence; null when it holds all of it. */
const difference = (found: unknown, expected: unknown, path: string): string | null => {
  const name = path || 'The JSON'
  if (Array.isArray(expected)) {
    if (!Array.isArray(found)) return `${name} is ${show(found)}, expected a list.`
    const lost = expected.find((one) => !found.some((other) => difference(other, one, '') === null))
    return lost === undefined ? null : `${name} does not hold ${show(lost)}.`
  }
  if (typeof expected === 'object' && expected !== null) {
    if (typeof found !== 'object' || found === null || Array.isArray(found))
      return `${name} is ${show(found)}, expected an object.`
    const members = new Map(Object.entries(found))
    for (const [key, value] of Object.entries(expected)) {
      const at = path ? `${path}.${key}` : key
      if (!members.has(key)) return `${at} is missing, expected ${show(value)}.`
      const lost = difference(members.get(key), value, at)
      if (lost) return lost
    }
    return null
  }
  return found === expected ? null : `${name} is ${show(found)}, expected ${show(expected)}.`
}

const show = (value: unknown) => {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
