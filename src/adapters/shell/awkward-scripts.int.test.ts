import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { StepRunner } from '../../engine/ports.ts'
import { attemptSpec, type SpecStatement, statement } from '../../testing/runner-contract.ts'
import { shellRunner } from './shell-runner.ts'

let root: string
let runner: StepRunner
let attempt = 0
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'awkward-'))
  runner = shellRunner({ environment: { PATH: process.env.PATH, HOME: root, LANG: 'C.UTF-8' }, store: root })
})
afterAll(async () => {
  await runner.close()
  rmSync(root, { recursive: true, force: true })
})

const run = async (statements: readonly (string | SpecStatement)[], after?: string) => {
  const continues = after ? { folder: after, statement: null } : null
  const spec = attemptSpec(root, ++attempt, statements, { continues })
  const running = await runner.start(spec)
  const end = await running.end
  const bytes = readFileSync(running.output)
  return {
    folder: spec.folder,
    end,
    bytes,
    text: bytes.toString('utf8'),
    statuses: end.statements.map((s) => s.status),
  }
}

interface Awkward {
  readonly what: string
  readonly run: readonly string[]
  /** Statuses of the statements that started. */
  readonly statuses: readonly (number | null)[]
  readonly status: number
  readonly prints?: string
  readonly lost?: readonly string[]
}

const scripts: readonly Awkward[] = [
  { what: 'exit in the middle', run: ['echo a', 'exit 0', 'echo never'], statuses: [0, 0], status: 0, prints: 'a\n' },
  { what: 'exit with a status', run: ['exit 42', 'echo never'], statuses: [42], status: 42 },
  { what: 'exec', run: ["exec bash -c 'echo x; exit 5'"], statuses: [5], status: 5, prints: 'x\n' },
  {
    what: 'a trap on EXIT that hides the status',
    run: ["trap 'echo bye; exit 0' EXIT", 'echo a'],
    statuses: [0, 0],
    status: 0,
    prints: 'a\nbye\n',
    lost: ['traps'],
  },
  {
    what: 'a trap on EXIT that changes it',
    run: ["trap 'exit 9' EXIT; true"],
    statuses: [0],
    status: 9,
    lost: ['traps'],
  },
  {
    what: 'a trap on DEBUG sees only what the document says',
    run: ['trap \'echo "[$BASH_COMMAND]"\' DEBUG', 'trap - DEBUG'],
    statuses: [0, 0],
    status: 0,
  },
  {
    what: 'a trap on ERR fires once',
    run: ["trap 'echo failed' ERR", 'false', 'echo never'],
    statuses: [0, 1],
    status: 1,
    prints: 'failed\n',
    lost: ['traps'],
  },
  {
    what: 'set -e in the middle',
    run: ['set -e', 'false; echo no', 'echo never'],
    statuses: [0, 1],
    status: 1,
    prints: '',
  },
  {
    what: 'set -e that nothing fails',
    run: ['set -e', 'echo a'],
    statuses: [0, 0],
    status: 0,
    lost: ['the option errexit'],
  },
  { what: 'set -u', run: ['set -u', 'echo "$nothing_here"', 'echo never'], statuses: [0, 127], status: 127 },
  { what: 'set -o pipefail', run: ['set -o pipefail', 'false | true'], statuses: [0, 1], status: 1 },
  {
    what: 'a function',
    run: ['greet() { echo "hi $1"; }', 'greet you'],
    statuses: [0, 0],
    status: 0,
    prints: 'hi you\n',
  },
  { what: 'an alias', run: ["alias greet='echo hi'", 'greet you'], statuses: [0, 0], status: 0, prints: 'hi you\n' },
  {
    what: 'extglob',
    run: ['shopt -s extglob', 'case ab in @(a|ab)) echo yes ;; esac'],
    statuses: [0, 0],
    status: 0,
    prints: 'yes\n',
  },
  {
    what: 'a heredoc',
    run: ["cat <<'EOF'\n$HOME `x`\nEOF", 'echo after'],
    statuses: [0, 0],
    status: 0,
    prints: '$HOME `x`\nafter\n',
  },
  { what: 'a syntax error', run: ['echo a', 'if true; then', 'echo never'], statuses: [], status: 2 },
  { what: 'closed descriptors', run: ['exec >&- 2>&-', 'echo lost', 'true'], statuses: [0, 1], status: 1, prints: '' },
  {
    what: 'exec >/dev/null',
    run: ['echo a', 'exec >/dev/null', 'echo b', 'true'],
    statuses: [0, 0, 0, 0],
    status: 0,
    prints: 'a\n',
  },
  {
    what: 'opening /dev/stderr',
    run: ['echo a', 'echo b >/dev/stderr', 'echo c'],
    statuses: [0, 0, 0],
    status: 0,
    prints: 'a\nb\nc\n',
  },
  { what: 'reading standard input', run: ['cat; read -r x', 'echo never'], statuses: [1], status: 1, prints: '' },
  { what: 'kill $$', run: ['kill $$; sleep 5', 'echo never'], statuses: [143], status: 143 },
  { what: 'kill -9 $$', run: ['kill -9 $$', 'echo never'], statuses: [137], status: 137 },
  {
    what: 'killing its process group',
    run: ["trap '' TERM; kill 0; trap - TERM", 'echo a'],
    statuses: [0, 0],
    status: 0,
    prints: 'a\n',
  },
  {
    what: 'the status of the statement before',
    run: ['! true || true', 'echo $?'],
    statuses: [0, 0],
    status: 0,
    prints: '0\n',
  },
  { what: 'noclobber', run: ['set -o noclobber', 'true', 'true'], statuses: [0, 0, 0], status: 0 },
  { what: 'noglob', run: ['set -f', 'echo *', 'true'], statuses: [0, 0, 0], status: 0, prints: '*\n' },
  { what: 'another IFS', run: ['IFS=,', 'x=a,b; echo $x'], statuses: [0, 0], status: 0, prints: 'a b\n' },
  { what: 'no PATH', run: ['unset PATH', 'echo a', 'true'], statuses: [0, 0, 0], status: 0, prints: 'a\n' },
  { what: 'no newline at the end', run: ['printf a', 'printf b'], statuses: [0, 0], status: 0, prints: 'ab' },
  { what: 'return outside of a function', run: ['return 3', 'echo never'], statuses: [2], status: 2 },
  { what: 'a stray break', run: ['break', 'echo a'], statuses: [0, 0], status: 0 },
  { what: 'carriage returns are bytes like others', run: ['echo a\r'], statuses: [0], status: 0, prints: 'a\r\n' },
  { what: 'its own name', run: ['echo "$0 $#"'], statuses: [0], status: 0, prints: 'bash 0\n' },
  {
    what: 'positional parameters',
    run: ['set -- a b', 'echo "$2"'],
    statuses: [0, 0],
    status: 0,
    prints: 'b\n',
    lost: ['positional parameters'],
  },
  { what: 'descriptors', run: ['exec 3</dev/null', 'true'], statuses: [0, 0], status: 0, lost: ['descriptor 3'] },
]

describe('awkward scripts', () => {
  it.each(scripts)('$what', async ({ run: statements, statuses, status, prints, lost }) => {
    const result = await run(statements)
    expect(result.end.how).toBe('exit')
    expect(result.statuses).toEqual(statuses)
    expect(result.end.status).toBe(status)
    if (prints !== undefined) expect(result.text).toBe(prints)
    if (lost) expect(result.end.notCarried).toEqual(lost)
    expect(result.end.notReached).toEqual(statements.map((_, i) => i).slice(statuses.length))
  })

  it.each([
    ['an open if', ['touch ran', 'if true; then'], 2],
    ['an open $((', ['touch ran', 'echo $(( 1 +'], 2],
    ['an open quote', ['touch ran', "echo 'never closed"], 2],
    ['a stray fi', ['touch ran', 'fi'], 2],
  ])('runs no part of what bash cannot parse: %s', async (_, statements, line) => {
    const { end, text } = await run(
      statements.map((script, index) => statement(script, index, { line: 40 + index * line })),
    )
    expect(existsSync(join(root, 'ran'))).toBe(false)
    expect(end).toMatchObject({ how: 'exit', status: 2, statements: [], notReached: [0, 1] })
    expect(text).toMatch(/^bash: eval: line 4[2-4]: /)
  })

  it('parses a script as a whole, and extglob before it is switched on', async () => {
    const spec = attemptSpec(root, ++attempt, ['#!/bin/bash', 'touch ran', 'fi'], { script: true })
    const end = await (await runner.start(spec)).end
    expect(end.status).toBe(2)
    expect(existsSync(join(root, 'ran'))).toBe(false)
    const { statuses } = await run(['shopt -s extglob', 'case ab in !(c)) true ;; esac'])
    expect(statuses).toEqual([0, 0])
  })

  it('names lines of the document in the messages of bash, and never its own file', async () => {
    const { text } = await run([
      statement('true', 0, { line: 57 }),
      statement('echo "$LINENO"\nno-such-command || true', 1, { line: 60 }),
      statement('ls -d /; echo a \\', 2, { line: 63 }),
    ])
    expect(text).toBe('60\nbash: line 61: no-such-command: command not found\n/\na\n')
  })

  it('says that a trap left statements out', async () => {
    const { end } = await run(["trap 'exit 0' ERR", 'false', 'echo after'])
    expect(end).toMatchObject({ how: 'exit', status: 0, notReached: [2] })
  })

  const builtins =
    'printf cd read declare eval export trap kill wait set shopt exec return exit local unset umask compgen'
  it.each([...builtins.split(' '), 'mapfile', 'echo', 'break', 'command', 'test', ':', '.', 'alias'])(
    'is not disturbed by a function called %s',
    async (name) => {
      const first = await run([`function ${name} { builtin echo mine; }`, 'marker=set; builtin cd /usr'])
      expect(first.statuses).toEqual([0, 0])
      const second = await run(
        [`${name}; builtin echo "$marker $PWD"`, statement('cat', 1, { stdin: 'fed\n' })],
        first.folder,
      )
      expect(second.text).toBe('mine\nset /usr\nfed\n')
      expect(second.end).toMatchObject({ how: 'exit', status: 0, notReached: [] })
    },
  )

  it('lets go of a function called builtin, and says so', async () => {
    const first = await run(['builtin() { echo mine; }', 'marker=set', 'cd /usr'])
    expect(first.end).toMatchObject({ status: 0, notReached: [], notCarried: ['the function builtin'] })
    expect((await run(['echo "$marker $PWD"'], first.folder)).text).toBe('set /usr\n')
  })

  it.each(['if', 'cd', 'while', 'builtin', 'alias', 'declare', 'printf', 'trap'])(
    'is not disturbed by an alias called %s',
    async (name) => {
      const first = await run([`alias ${name}='echo mine'`, 'marker=set'])
      expect(first.statuses).toEqual([0, 0])
      const second = await run(['echo "$marker"; cat <<x\nin\nx', `${name} here`], first.folder)
      expect(second.text).toBe('set\nin\nmine here\n')
      expect((await run(['echo "$marker"'], second.folder)).text).toBe('set\n')
    },
  )

  it('runs nothing when the state before it cannot be restored', async () => {
    const first = await run(['x=1'])
    writeFileSync(join(first.folder, 'state.0'), 'x=1\nif; then\n# whole\n')
    const { end, text } = await run(['touch ran'], first.folder)
    expect(end).toMatchObject({ how: 'exit', status: 1, statements: [], notReached: [0] })
    expect(text).toContain('cannot be restored; nothing ran')
    expect(existsSync(join(root, 'ran'))).toBe(false)
  })

  it('starts in the directory of the run, with none before it', async () => {
    expect((await run(['cd - || echo "$PWD"'])).text).toBe(`bash: line 1: cd: OLDPWD not set\n${root}\n`)
  })

  it('keeps NUL and bytes that are not UTF-8', async () => {
    const { bytes } = await run(["printf '\\0\\377\\376a\\0'"])
    expect([...bytes]).toEqual([0, 255, 254, 97, 0])
  })

  it('keeps its bookkeeping out of a trace and away from a trap on DEBUG', async () => {
    const { text } = await run(['set -x; trap \'echo "[$BASH_COMMAND]"\' DEBUG', 'echo a', 'echo b'])
    expect(text).not.toContain('__hp_more')
  })

  it('waits for a background job of an earlier statement', async () => {
    const { end, text } = await run([
      '(sleep 0.1; exit 7) &',
      statement('wait $!', 1, { answers: [7] }),
      'echo "got $?"',
    ])
    expect(text).toBe('got 7\n')
    expect(end.notCarried).toEqual([])
  })

  it('is not found by the name of the document, nor by its text', async () => {
    const { end, text } = await run([`pgrep -f '${root.slice(5)}' ; pgrep -f 'a-text-like-no-other' ; echo searched`])
    expect(end.status).toBe(0)
    expect(text).toBe('searched\n')
  })

  it('runs a script by its own interpreter, as one unit', async () => {
    const spec = attemptSpec(root, ++attempt, ['#!/usr/bin/env bash', 'set -e', 'echo one', 'false', 'echo two'], {
      script: true,
    })
    const running = await runner.start(spec)
    const end = await running.end
    expect(readFileSync(running.output, 'utf8')).toBe('one\n')
    expect(end.statements.map(({ index, status }) => [index, status])).toEqual([[0, 1]])
  })
})

describe('the shell remembers', () => {
  const everything = [
    'cd /usr/bin; cd /usr; umask 027; shopt -s nullglob extglob',
    'plain=1; export EXPORTED="a b"; declare -r FIXED=2; declare -i NUMBER=3; lines=$\'x\\n"y" $z\'; list=(a "b c" d)',
    'declare -A map=([k]=v ["a b"]="c]d"); f() { echo "f $1 ${map[k]}"; }; g() { :; }; export -f g; alias hey="echo hey"',
    'set -u -f -C -a -o pipefail; IFS=,',
  ]
  const look =
    'echo "$PWD $OLDPWD $(umask) $plain $EXPORTED $FIXED $NUMBER ${list[1]} ${map["a b"]} $lines"; f x; hey; echo "$-"; shopt nullglob extglob; [[ -o pipefail ]] && echo pf; printf "<%s>" "$IFS"; env | grep -c -E "^(EXPORTED=|BASH_FUNC_g)"'

  it('carries directory, variables with attributes, functions, aliases, umask and options', async () => {
    const first = await run(everything)
    expect(first.statuses).toEqual([0, 0, 0, 0])
    const here = await run([...everything, look])
    const carried = await run([look], first.folder)
    expect(carried.text).toBe(here.text)
    expect(carried.text).toContain('/usr /usr/bin 0027 1 a b 2 3 b c c]d x\n"y" $z')
    const readonly = await run(['FIXED=3'], first.folder)
    expect(readonly.end.status).not.toBe(0)
  })

  it('carries functions as they were defined, whatever aliases say', async () => {
    const first = await run([
      'f() { true; echo f; }',
      'alias true=false f=echo cd=false',
      'set -o pipefail; cd() { :; }',
    ])
    const second = await run(["declare -f f; set -o | grep -c 'pipefail.*on'; pwd"], first.folder)
    expect(second.text).toBe(`f () \n{ \n    true;\n    echo f\n}\n1\n${root}\n`)
  })

  it('gives back the state that a failed statement found', async () => {
    const first = await run(['x=1', 'x=2; cd /', 'x=3; false'])
    const spec = attemptSpec(root, ++attempt, ['echo "$x $PWD"'], { continues: { folder: first.folder, statement: 1 } })
    const running = await runner.start(spec)
    await running.end
    expect(readFileSync(running.output, 'utf8')).toBe('2 /\n')
  })

  it('keeps what stands in the output already: a sink that comes late must not empty it', async () => {
    const spec = attemptSpec(root, ++attempt, ['echo now'])
    mkdirSync(spec.folder, { recursive: true })
    writeFileSync(join(spec.folder, 'output'), 'of the one that ran\n')
    const running = await runner.start(spec)
    await running.end
    expect(readFileSync(running.output, 'utf8')).toBe('of the one that ran\nnow\n')
  })

  it('hands on what an attempt found in which no statement ended', async () => {
    const first = await run(['x=1'])
    const second = await run(['exit 0'], first.folder)
    expect((await run(['echo "$x"'], second.folder)).text).toBe('1\n')
  })

  it('never writes a secret down, and gives it anew', async () => {
    const secret = { env: { TOKEN: 'very-secret-value', OPEN: 'seen' }, secrets: ['TOKEN'] }
    const first = attemptSpec(root, ++attempt, ['[ ${#TOKEN} = 17 ] && echo "$OPEN"'], secret)
    const running = await runner.start(first)
    expect((await running.end).status).toBe(0)
    for (const file of ['command', 'records', 'state.0', 'output', 'end'])
      expect(readFileSync(join(first.folder, file), 'utf8')).not.toContain('very-secret-value')
    const second = await run(['echo "${TOKEN-unset} $OPEN"'], first.folder)
    expect(second.text).toBe('unset seen\n')
  })

  it('carries no variable that holds a secret, and says so', async () => {
    const secret = { env: { TOKEN: 'very-secret-value', PIN: '7' }, secrets: ['TOKEN', 'PIN'] }
    const text = 'COPY="url://$TOKEN@host"; list=(a "$TOKEN"); P=$PIN; alias t="echo $TOKEN"; other=17'
    const first = attemptSpec(root, ++attempt, [text], secret)
    const end = await (await runner.start(first)).end
    expect(readFileSync(join(first.folder, 'state.0'), 'utf8')).not.toContain('very-secret-value')
    expect(end.notCarried.map((what) => what.split(',')[0]).sort()).toEqual(['COPY', 'P', 'an alias', 'list'])
    expect((await run(['echo "${COPY-unset} $other"'], first.folder)).text).toBe('unset 17\n')
  })

  it('lets nobody else read what it keeps, whatever the umask of the document', async () => {
    const { folder } = await run(['umask 000; curl -s file:///dev/null', 'umask; touch made'])
    for (const file of readdirSync(folder).filter((name) => name !== 'curl'))
      expect([file, (statSync(join(folder, file)).mode & 0o777).toString(8)]).toEqual([file, '600'])
    expect((statSync(folder).mode & 0o777).toString(8)).toBe('700')
    expect((statSync(join(root, 'made')).mode & 0o777).toString(8)).toBe('666')
  })

  it('reads variables of the state without executing it', async () => {
    const value = 'a "quoted" $HOME `id` \\ and\n\ttab ’ \'single\''
    writeFileSync(join(root, 'value'), value)
    const { folder } = await run([
      'V=$(cat value); declare -A m=([x]=1); L=(one two); export E=e; declare -i N=4; EMPTY=',
    ])
    expect(await runner.variable(folder, 'V')).toBe(value)
    expect(await runner.variable(folder, 'L')).toBe('one')
    expect(await runner.variable(folder, 'E')).toBe('e')
    expect(await runner.variable(folder, 'N')).toBe('4')
    expect(await runner.variable(folder, 'EMPTY')).toBe('')
    expect(await runner.variable(folder, 'NOT_THERE')).toBe(null)
  })

  it('says when the directory that it continues in is gone', async () => {
    const first = await run(['mkdir gone; cd gone'])
    rmSync(join(root, 'gone'), { recursive: true })
    const second = await run(['echo never'], first.folder)
    expect(second.end.status).toBe(1)
    expect(second.text).toContain('gone')
    expect(second.end.notReached).toEqual([0])
  })
})

describe('a shell that was made ready ahead of time', () => {
  const ready = (place: number) => {
    const spec = attemptSpec(root, place, [])
    runner.warm({ run: spec.run, step: spec.step, attempt: spec.attempt, folder: spec.folder })
  }

  it('has the state of the command before, of the one that it is told, and no older one', async () => {
    const first = await run(['at=first; set -Ca; umask 027; exec() { builtin echo mine; }'])
    attempt += 10
    ready(attempt + 3)
    const second = await run(['at=second'], first.folder)
    const third = await run(['at="$at third"'], second.folder)
    const last = await run(['exec; echo "$at $- $(umask)"; read -r line || echo nothing', 'cat'], third.folder)
    expect(last.folder).toBe(`${root}/attempt-${attempt}`)
    expect(last.text).toMatch(/^mine\nsecond third \w*a\w*C\w* 0027\nnothing\n$/)
  })

  it('goes where the state leads to now, when it was restored a while ago', async () => {
    mkdirSync(join(root, 'release'))
    const first = await run(['cd release'])
    ready(attempt + 2)
    const second = await run(['true'], first.folder)
    renameSync(join(root, 'release'), join(root, 'release.old'))
    mkdirSync(join(root, 'release'))
    writeFileSync(join(root, 'release', 'new'), '')
    await new Promise((resolve) => setTimeout(resolve, 1100))
    expect((await run(['ls'], second.folder)).text).toBe('new\n')
  })

  it('runs what is still asked for when the state that it restored is not the one', async () => {
    const first = await run(['at=1'])
    ready(attempt + 2)
    await run(['at=2'], first.folder)
    expect((await run(['echo "$at"'], first.folder)).text).toBe('1\n')
  })
})
