import type { Comparison, Expectation, ExpectationTest } from '../../plan/index.ts'

/** What a statement prints in a rehearsal: enough to meet its expectations, and nothing else. */
export function simulatedOutput(expectations: readonly Expectation[]): string {
  if (expectations.some(({ test }) => test?.is === 'silent')) return ''
  return expectations.map(({ test, text }) => (test === null ? `${text}\n` : outputFor(test))).join('')
}

/** The exit status that the expectations ask for; 0 when they say nothing about it. */
export function simulatedStatus(expectations: readonly Expectation[]): number {
  const test = expectations.map((e) => e.test).find((t) => t?.is === 'exit')
  return test === undefined ? 0 : test.status === 'fail' ? 1 : test.status
}

export function simulatedHttp(expectations: readonly Expectation[]): readonly number[] {
  return expectations.flatMap(({ test }) => (test?.is === 'http' ? [test.status] : []))
}

function outputFor(test: ExpectationTest): string {
  switch (test.is) {
    case 'exit':
    case 'silent':
      return ''
    case 'http':
      return `HTTP/1.1 ${test.status}\n`
    case 'json':
      return `${JSON.stringify(test.value)}\n`
    case 'count':
      return `${numberFor(test.op, test.value)} ${test.words[0] ?? ''}`.trimEnd().concat('\n')
    case 'threshold':
      return `${numberFor(test.op, test.value)}${test.unit}\n`
    case 'text':
      return `${test.text}\n`
  }
}

/** A number that a comparison holds for. */
export function numberFor(op: Comparison, value: number): number {
  switch (op) {
    case '<':
      return value > 0 ? value / 2 : value - 1
    case '>':
      return value + 1
    case '<=':
    case '>=':
    case '=':
      return value
  }
}
