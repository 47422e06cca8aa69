import { describe, expect, it } from 'vitest'
import { sourceOf } from '../source.ts'
import { judge } from './index.ts'

/** The kinds of all expectations, each on the line of its command. */
const kinds = (...lines: string[]) => {
  const { expectations, code } = judge(sourceOf('x.md', new TextEncoder().encode(lines.join('\n')), ''))
  return expectations.map(({ kind, on }) => (on !== null && code[on] !== undefined ? kind : `${kind} of nothing`))
}
const fence = (...lines: string[]) => ['```bash', ...lines, '```']

describe('a subject and a word of success beside a command', () => {
  it.each([
    ['', 'Build succeeded: `npm run build`'],
    ['', 'Build succeeds: `npm run build`'],
    ['', 'Build OK: `npm run build`'],
    ['', 'Build clean (`npm run build`)'],
    ['', '`npm run build` succeeds'],
    ['', 'Cabin gate passes: `make check` (ropes, sails)'],
    ['', 'Both decks compile: `npm run build:upper` and `npm run build:lower`'],
    ['', 'Health check OK (`curl -fsS http://quay/health`)'],
    ['Für uns und nicht', 'Build erfolgreich (`npm run build`)'],
    ['Für uns und nicht', 'Kompilierung erfolgreich: `npx tsc --noEmit`'],
    ['Für uns und nicht', 'Linter bestanden (`npm run lint`)'],
    ['Für uns und nicht', '`npm run build` läuft durch'],
    ['Avec vous', 'Build réussi : `npm run build`'],
    ['Para los barcos', 'Compilación exitosa (`npm run build`)'],
    ['Para os barcos e não', 'Build aprovado: `npm run build`'],
    ['Per la nave e della', 'Build riuscito: `npm run build`'],
    ['Для нас', 'Сборка прошла: `npm run build`'],
    ['部署', '构建成功：`npm run build`'],
    ['デプロイのこと', 'ビルド成功：`npm run build`'],
    ['배포', '빌드 성공: `npm run build`'],
  ])('%s is its exit status: %s', (signs, box) => expect(kinds(signs, '', `- [ ] ${box}`)).toEqual(['status']))

  it.each([
    ['', 'All tests pass: `npm test`'],
    ['', 'Compiles without errors (`npx tsc`)'],
    ['', '`npm run lint` — zero errors (apps/dashboard)'],
    ['', 'Verify no import errors: `python -c "from quay import Ferry"`'],
    ['Für uns und nicht', 'Typprüfung fehlerfrei (`mypy app/`)'],
    ['Für uns und nicht', 'Keine Linter-Fehler (`npm run lint`)'],
    ['Für uns und nicht', 'Alle Tests bestehen (`npm test`)'],
    ['Avec vous', 'Les tests passent : `npm test`'],
    ['Para los barcos', 'Sin errores: `npm run lint`'],
    ['Для нас', 'Тесты проходят: `npm test`'],
    ['部署', '没有错误：`npm run lint`'],
  ])('%s is counted where it is told of all or of none: %s', (signs, box) =>
    expect(kinds(signs, '', `- [ ] ${box}`)).toEqual(['count']),
  )

  it.each(['Run the build: `npm run build`', 'If the build succeeded: `npm run publish`'])(
    'is no outcome without one of them alone: %s',
    (box) => expect(kinds(`- [ ] ${box}`)).toEqual([]),
  )
})

describe('a comment behind a command', () => {
  it.each([
    ['ferry ps  # All boats running', 'count'],
    ['ferry build\n# Should finish without errors', 'count'],
  ])('states how it ends: %s', (line, kind) => expect(kinds(...fence(line))).toEqual([kind]))
  it('in other languages', () => {
    expect(kinds('Für uns und nicht', ...fence('ferry build', '# Muss ohne Fehler durchlaufen'))).toEqual(['count'])
    expect(kinds('Für uns und nicht', ...fence('ferry ps # alle Boote aktiv'))).toEqual(['count'])
  })
  it('names what is listed without saying how it is', () => {
    expect(kinds(...fence('ferry ps  # all boats'))).toEqual([])
  })
})

describe('a step that carries its command', () => {
  it.each([
    ['1. Run `npm test` and verify that all tests pass.', 'count'],
    ['2. Run `curl -s http://quay/health`. It should return `{"quay":"ok"}`.', 'json'],
    ['- Run `kubectl get pods`: it should show `Running`.', 'text'],
  ])('says behind it what is to come: %s', (line, kind) => expect(kinds(line)).toEqual([kind]))
  it('does not where only a case is told, or something before it', () => {
    expect(kinds('1. Run `systemctl restart ferry`. If it should return 500, ask the captain.')).toEqual([])
    expect(kinds('1. The quay should be clean. Then run `systemctl restart ferry`.')).toEqual([])
  })
})

describe('a comment by itself', () => {
  it('says how its command turns out', () => {
    expect(kinds(...fence('npm test   # all tests must pass'))).toEqual(['count'])
    expect(kinds(...fence('npm run lint   # no errors'))).toEqual(['count'])
    expect(kinds(...fence('curl -I http://quay   # 200 OK'))).toEqual(['status'])
    expect(kinds(...fence('# 2) Verify that it compiles and the tests pass', 'make && make test'))).toEqual(['count'])
    expect(kinds('Para los barcos', '', ...fence('# Verificar que los tests pasan', 'make test'))).toEqual(['count'])
  })
  it('states it with a tick where it titles nothing', () => {
    expect(kinds(...fence('ferry paint', '# ✅ The hull is red at once'))).toEqual(['judgment'])
    expect(kinds(...fence('ferry load', '# ✅ The right way', 'ferry paint'))).toEqual([])
  })
  it('states nothing when it tells what to do, or in which case', () => {
    expect(kinds(...fence('ferry fix   # mend until the tests pass'))).toEqual([])
    expect(kinds(...fence('# If all tests pass:', 'ferry go'))).toEqual([])
  })
})

describe('a sentence right behind a block of commands', () => {
  const behind = (...lines: string[]) => kinds(...fence('ferry list'), '', ...lines)
  it.each([
    ['All boats should be in `moored` state.', 'count'],
    ['The output must contain `moored`.', 'text'],
    ['Make sure all boats are moored.', 'count'],
    ['Verify that there are no errors.', 'count'],
    ['✅ All boats moored', 'count'],
  ])('states what comes of them: %s', (line, kind) => expect(behind(line)).toEqual([kind]))
  it.each([
    'The `-Color` parameter should be given on Sundays.',
    'If all boats should be at sea, wait.',
    'It took longer than expected.',
    'Make sure to ask the captain.',
  ])('is a rule or a remark where it shows nothing: %s', (line) => expect(behind(line)).toEqual([]))
  it('announces what they print, unless as an example', () => {
    const shown = (lead: string) => behind(lead, '', '```', 'Anna moored', 'Berta at sea', '```')
    expect(shown('Output:')).toEqual(['text'])
    expect(shown('Successful listing output:')).toEqual(['text'])
    expect(shown('Ausgabe:')).toEqual([])
    expect(kinds('Für uns und nicht', '', ...fence('ferry list'), '', 'Ausgabe:', '', '```', 'Anna', '```')).toEqual([
      'text',
    ])
    expect(kinds('После этого', '', ...fence('ferry list'), '', 'Ответ:', '', '```', '{"a": 1}', '```')).toEqual([
      'json',
    ])
    expect(shown('Example output:')).toEqual([])
  })
})

describe('kinds by what the words tell', () => {
  const kind = (words: string) => kinds(...fence('ferry check'), '', `Expected: ${words}`)[0]
  it.each([
    ['boats_count = 6, captains may be 0', 'count'],
    ['Ferry JSON with state "MOORED"', 'json'],
    ['JSON array with 6 boats', 'count'],
    ['tide < 3 s', 'threshold'],
    ['hull 3.9+', 'threshold'],
    ['4 tests passed', 'count'],
    ['all five boats are MOORED', 'count'],
  ])('%s', (words, expected) => expect(kind(words)).toBe(expected))
})

it('what is expected in passing announces nothing, and a list belongs to what announces it only inside of it', () => {
  const list = [
    '- [ ] Look',
    '  - [ ] Gulls: expected in the morning',
    '- [ ] Gulls on deck',
    '  - [ ] Anna is dirty (mornings only)',
  ]
  expect(kinds(...fence('ferry check'), '', ...list)).toEqual([])
})

describe('in every language', () => {
  const signs = 'los les pour os não und auf della для и'
  const behind = (...lines: string[]) => kinds(signs, '', ...fence('kubectl get boats'), '', ...lines)
  it.each([
    'Alle Boote sollten im Status `ready` sein.',
    'Tous les bateaux doivent être `ready`.',
    'Todos los barcos deben estar en `ready`.',
    'Todos os barcos devem estar em `ready`.',
    'Tutte le barche devono essere `ready`.',
    'Все лодки должны быть `ready`.',
    '所有船应处于 `ready` 状态。',
    'すべての船が `ready` であること。',
    '모든 배가 `ready` 상태여야 합니다.',
  ])('a sentence on all of something is counted: %s', (line) => expect(behind(line)).toEqual(['count']))
  it.each([
    '# Sollte 200 zurückgeben',
    '# Doit retourner 200',
    '# Debe devolver 200',
    '# Deve retornar 200',
    '# Deve restituire 200',
    '# Должен вернуть 200',
    '# 应返回 200',
    '# 200 が返ること',
    '# 200을 반환해야 합니다',
  ])('a comment names the status that should come: %s', (comment) =>
    expect(kinds(signs, '', ...fence(comment, 'curl -I http://quay'))).toEqual(['status']),
  )
  it.each([
    'Erwartet: 3 Einträge',
    'Attendu : 3 lignes',
    'Esperado: 3 filas',
    'Esperado: 3 linhas',
    'Atteso: 3 righe',
    'Ожидается: 3 строки',
  ])('a number of things is counted: %s', (line) => expect(behind(line)).toEqual(['count']))
})

describe('outcomes in other places', () => {
  it('stand in the column of what is expected, in a row that carries a command', () => {
    const row = (head: string, cell: string) =>
      kinds(`| Command | ${head} |`, '|---|---|', `| \`curl -I http://quay\` | ${cell} |`)
    expect(row('Expected', '200')).toEqual(['status'])
    expect(row('Expected result', 'moored')).toEqual(['text'])
    expect(row('Expected', '–')).toEqual([])
    expect(row('Notes', '200')).toEqual([])
  })
  it('are what is looked for by name behind a command', () => {
    expect(kinds(...fence('journalctl -u ferry'), '', 'Look for `moored` in the output.')).toEqual(['text'])
    expect(kinds(...fence('journalctl -u ferry'), '', 'Look for trouble.')).toEqual([])
  })
  it('are labelled as a status beside the point with the command', () => {
    expect(kinds('- [ ] Command: `make check`', '- [ ] Status: all checks pass')).toEqual(['count'])
    expect(kinds('- [ ] Command: `make check`', '- [ ] Smoke tests passed')).toEqual([])
  })
  it('are a number of things in a box right behind a block', () => {
    expect(kinds(...fence('ferry list'), '', '- [ ] 3 boats moored')).toEqual(['count'])
  })
  it('may be marked with a sign', () => {
    expect(kinds('- ✅ Expected: the boats are dry')).toEqual(['judgment of nothing'])
  })
})

describe('the version that a command should tell', () => {
  it.each([
    '- [ ] **Java**: Java 17+ (check with `java -version`)',
    '- [ ] Node.js >= 18: `node --version`',
    '- [ ] Node.js 18 or higher (`node -v`)',
  ])('is a bound beside it: %s', (box) => expect(kinds(box)).toEqual(['threshold']))
  it('may be told behind it', () => {
    expect(kinds(...fence('node --version  # v18 or higher'))).toEqual(['threshold'])
    expect(kinds(...fence('node --version  # v18.19.0'))).toEqual(['text'])
    expect(kinds(...fence('sleep 5  # 5 is enough'))).toEqual([])
  })
  it('is none of a command that tells another thing', () => {
    expect(kinds('- [ ] Node.js 18+: `npm install`')).toEqual([])
  })
})
