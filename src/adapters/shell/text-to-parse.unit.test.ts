import { describe, expect, it } from 'vitest'
import { statement } from '../../testing/runner-contract.ts'
import { textToParse } from './text-to-parse.ts'

const textOf = (...scripts: string[]) =>
  textToParse({ statements: scripts.map((script, index) => statement(script, index)), script: false })

describe('what bash has to parse before it runs', () => {
  it.each([
    'make build',
    'kubectl get pods -n shop | grep -v Running && echo "$USER: ${HOME}" >>log 2>&1',
    "echo 'a; (b' # done",
    'VERSION=1.2 npm run build; true',
  ])('is nothing of %s', (script) => expect(textOf(script)).toBe(''))

  it.each([
    'if true; then',
    'fi',
    'make && done',
    "echo 'open",
    'echo "open',
    'echo $((1',
    'echo "$(date)"',
    'cat <<EOF',
    'echo a \\',
    '( true',
    '! true',
    'a[1',
    'true &&',
    'true\nfalse',
  ])('is all of %j', (script) => expect(textOf('true', script)).toBe(`\ntrue\n${script}\n`))

  it('stands at the lines of the document', () => {
    const statements = [statement('if a; then', 0, { line: 4 }), statement('b', 1, { line: 7 })]
    expect(textToParse({ statements, script: false }).split('\n').indexOf('b')).toBe(6)
  })

  it('is not what another program than a shell reads', () => {
    const script = (text: string) => textToParse({ statements: [statement(text)], script: true })
    expect(script('#!/usr/bin/env python3\nif (1):')).toBe('')
    expect(script('#!/usr/bin/env bash\nif')).not.toBe('')
    expect(script('set -e\nif')).not.toBe('')
  })
})
