import { describe, expect, it } from 'vitest'
import { sourceOf } from '../source.ts'
import { judge } from './index.ts'

/** Every number to hold as `op value`; `signs` are words of a language. */
const held = (text: string, signs = '') =>
  judge(sourceOf('x.md', new TextEncoder().encode(`${signs}\n\n${text}`), '')).measures.map(
    ({ op, value, unit }) => `${op} ${value}${unit}`,
  )

describe('a bound in words', () => {
  it.each([
    ['- Leaks do not exceed 1%', '<= 1%'],
    ['- Min. 10 GB of charts', '>= 10GB'],
    ['- Maximum cargo: 5 MB', '<= 5MB'],
    ['Minimum fare required: 0.5 EUR', '>= 0.5EUR'],
    ['- Charts not older than 24 h', '<= 24h'],
    ['- 85% test coverage', '= 85%'],
    ['- Tide lower than 3 s', '< 3s'],
    ['- Leaks should be less then 10%', '< 10%'],
    ['- 100% test pass rate', '= 100%'],
    ['- Load: not above 70%', '<= 70%'],
    ['- Chart size limit : 50 MB', '<= 50MB'],
    ['- [ ] Look: `tail -f log`\n- [ ] Count the boats\n- [ ] Watch the leaks (should be < 1%)', '< 1%'],
    ['- 100% pass rate, leaks > 3%', '= 100% > 3%'],
    ['- SLA: 99.95%', '= 99.95%'],
  ])('%s', (line, expected) => expect(held(line).join(' ')).toBe(expected))
})

describe('several cases of one amount', () => {
  it.each([
    ['- At least 2 GB for one boat, 8 GB for a fleet', ['>= 2GB', '>= 8GB'], ''],
    ['- Max 5 MB per chart, and 20 MB per atlas', ['<= 5MB', '<= 20MB'], ''],
    ['- Mindestens 2 GB für ein Boot, 8 GB für eine Flotte', ['>= 2GB', '>= 8GB'], 'für und nicht'],
    ['- At least 2 GB, then wait 8 s', ['>= 2GB'], ''],
    ['- At least 2 GB for 3 boats, < 8 GB', ['>= 2GB', '< 8GB'], ''],
  ])('%s', (line, expected, signs) => expect(held(line, signs)).toEqual(expected))
})

describe('how something ended', () => {
  it.each(['- [ ] RC = 0', '- [ ] Exit code = 0'])('is no amount: %s', (line) => expect(held(line)).toEqual([]))
  it('unlike what there must be none of', () => expect(held('- [ ] Lost ropes = 0')).toEqual(['= 0']))
})

describe('"N+"', () => {
  it.each([
    ['- Lighthouse score 90+', '>= 90', ''],
    ['- Lighthouse: 90+', '>= 90', ''],
    ['- 200+/month passengers', '>= 200/month', ''],
    ['- Bewertung 4,5+', '>= 4.5', 'für und nicht'],
    ['- 平均评分：4.5+', '>= 4.5', '部署'],
  ])('is at least so much where points are reached or something is counted: %s', (line, expected, signs) =>
    expect(held(line, signs)).toEqual([expected]),
  )
  it.each(['- Node.js 18+', '- Java: 17+', '- Chrome 90+'])('of a version bounds nothing: %s', (line) =>
    expect(held(line)).toEqual([]),
  )
})

it('a column of targets holds what stands in it', () => {
  const row = (cell: string, head = 'Target', signs = '') =>
    held(`| Boat | ${head} | Actual |\n|---|---|---|\n| Anna | ${cell} | 7 |`, signs)
  expect(row('200+')).toEqual(['>= 200'])
  expect(row('10,000+')).toEqual(['>= 10000'])
  expect(row('99.9%')).toEqual(['= 99.9%'])
  expect(row('200 ms')).toEqual(['= 200ms'])
  expect(row('0')).toEqual(['= 0'])
  expect(row('< 200 ms')).toEqual(['< 200ms'])
  expect(row('All of them')).toEqual([])
  expect(row('90 %', 'Zielwert', 'für und nicht')).toEqual(['= 90%'])
  expect(row('20+', '目标值', '部署')).toEqual(['>= 20'])
})

it('what is typed into a form bounds nothing', () => {
  expect(held('- Min: 1\n- Max: 3\n- Max: 500 ms')).toEqual(['<= 500ms'])
})

it('an amount under "minimum requirements" is the least that is needed, one that is recommended is none', () => {
  expect(held('### Minimum requirements\n\n- CPU: 2 cores\n- 4 GB RAM\n- A quay')).toEqual(['>= 2cores', '>= 4GB'])
  expect(held('**最低配置**:\n- 2GB RAM\n\n**推荐配置**:\n- 4GB RAM', '部署')).toEqual(['>= 2GB'])
  expect(held('### Recommended\n\n- 4 GB RAM')).toEqual([])
})

describe('the least that is needed', () => {
  const signs = 'los les pour os não und auf della для'
  it.each([
    'The quay meets the minimum requirements (2 GB of charts, 10 GB of rope)',
    'Der Kai erfüllt die Mindestanforderungen (2 GB Karten, 10 GB Tau)',
    'Le quai a la configuration minimale (2 GB de cartes, 10 GB de corde)',
    'El muelle cumple los requisitos mínimos (2 GB de cartas, 10 GB de cuerda)',
    'Il molo soddisfa i requisiti minimi (2 GB di carte, 10 GB di corda)',
    'O cais atende aos requisitos mínimos (2 GB de cartas, 10 GB de corda)',
    'Причал отвечает минимальным требованиям (2 GB карт, 10 GB канатов)',
    '码头满足最低要求（2GB海图，10GB缆绳）',
    '桟橋が最小要件を満たす（海図2GB、ロープ10GB）',
    '부두가 최소 요구 사항을 충족 (해도 2GB, 밧줄 10GB)',
  ])('stands in brackets: %s', (words) => expect(held(`- [ ] ${words}`, signs)).toEqual(['>= 2GB', '>= 10GB']))
  it('is none of what is only recommended', () => {
    expect(held('- [ ] The quay meets the requirements (2 GB of charts recommended)')).toEqual([])
  })
})
