import { describe, expect, it } from 'vitest'
import { declared } from './declared.ts'

const state = [
  'declare -x A="1"',
  'declare -ar LIST=([0]="B=\\"x\\"" [1]=$\'declare -- C="no"\\n\')',
  'declare -A MAP=(["a] b"]="declare -- D=\\"no\\"" [k]="v" )',
  'declare -x UNASSIGNED',
  'declare -- TEXT="a \\"b\\" \\$c \\`d\\` \\\\ e',
  'declare -- E=\\"inside\\""',
  "declare -- ANSI=$'tab\\t quote\\' octal\\303\\251 end\\n'",
  'declare -a EMPTY=()',
  'declare -i LAST="7"',
  'shopt -s extglob',
  'declare -- AFTER="not reached"',
  '',
].join('\n')

describe('a variable in the output of declare -p', () => {
  it.each([
    ['A', '1'],
    ['LIST', 'B="x"'],
    ['MAP', null],
    ['UNASSIGNED', null],
    ['TEXT', 'a "b" $c `d` \\ e\ndeclare -- E="inside"'],
    ['ANSI', "tab\t quote' octalé end\n"],
    ['EMPTY', null],
    ['LAST', '7'],
    ['B', null],
    ['C', null],
    ['D', null],
    ['E', null],
    ['AFTER', null],
  ])('%s', (name, value) => {
    expect(declared(state, name)).toBe(value)
  })

  it('takes time that grows with the text only', () => {
    expect(declared(`declare -- A="${'\\"'.repeat(200_000)}"\ndeclare -- B="x"\n`, 'B')).toBe('x')
  })
})
