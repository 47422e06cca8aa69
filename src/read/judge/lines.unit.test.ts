import { describe, expect, it } from 'vitest'
import { sourceOf } from '../source.ts'
import { judge } from './index.ts'

const judged = (text: string) => judge(sourceOf('x.md', new TextEncoder().encode(text), ''))
const at = (entries: readonly { readonly span: { readonly line: number } }[]) => entries.map(({ span }) => span.line)
const measures = (text: string) =>
  judged(text).measures.map((one) => `${one.span.line} ${one.op} ${one.value} ${one.unit}`)
const fence = (tag: string, ...lines: string[]) => [`\`\`\`${tag}`, ...lines, '```'].join('\n')

describe('measures', () => {
  it('may stand in front of the words that make them bounds', () => {
    expect(measures('- 40MB cargo limit\n- 3 boats or more\n- 8 GB minimum')).toEqual([
      '1 <= 40 MB',
      '2 >= 3 boats',
      '3 >= 8 GB',
    ])
  })
  it('are what a list of limits begins with', () => {
    const items = '- 12 crossings a day\n- No limit at night'
    expect(measures(`## Limits of the pier\n${items}`)).toEqual(['2 <= 12 crossings'])
    expect(measures(`## The pier\n${items}`)).toEqual([])
  })
  it('are the bare values of a column of targets, and not of what was measured', () => {
    const rows = (head: string) => `| What | ${head} |\n| --- | --- |\n| Boats in time | 95% |`
    expect(measures(rows('Target'))).toEqual(['3 = 95 %'])
    expect(measures(rows('Last month'))).toEqual([])
  })
  it('are rates that are to be reached', () => {
    const list = '- [ ] All boats back (100% success rate)\n- Uptime: 99.9%\n- 40% of boats are blue'
    expect(measures(`## Before launch\n${list}`)).toEqual(['2 = 100 %', '3 = 99.9 %'])
    expect(measures('- 85%+ of boats painted')).toEqual(['1 >= 85 %'])
  })
  it('are the least that is asked for, on whichever side of its unit the plus stands', () => {
    expect(measures('- [ ] 2GB+ of ballast\n- [ ] 8+ GB of charts\n- [ ] Logs kept for 7+ days')).toEqual([
      '1 >= 2 GB',
      '2 >= 8 GB',
      '3 >= 7 days',
    ])
    expect(measures('- Written in C++\n- Node 18+ on board\n- If moored for 3+ months, paint it')).toEqual([])
  })
  it('are told in blocks that are only shown', () => {
    expect(measures(fence('yaml', 'Critical:', '  - Swell > 4m', 'expr: rate(swell[5m]) > 0.3'))).toEqual(['3 > 4 m'])
    expect(measures(fence('js', '{ crossing: "< 40min" }'))).toEqual(['2 < 40 min'])
    expect(measures(fence('js', 'if (swell > 4) stop()'))).toEqual([])
  })
  it('are not what is set, what was made, how long, or the mark of a quote', () => {
    expect(measures('- `boats = 12` in the settings')).toEqual([])
    expect(measures('- Leaks = 0')).toEqual(['1 = 0 '])
    expect(measures('## Deployment log\n- Ropes: 1,400+ metres')).toEqual([])
    expect(measures('- Leaks > 1% over 5 minutes')).toEqual(['1 > 1 %'])
    expect(measures('> The pier was built\n> 2019 and is older than the boats')).toEqual([])
  })
})

describe('how many of something there must be', () => {
  it.each([
    ['- [ ] A yearly plan (should create ~52 trips/year)', '3 = 52 trips/year'],
    ['- [ ] The plan must generate exactly 4 trips', '3 = 4 trips'],
    ['- [ ] Plano novo (deve gerar ~24 viagens/ano)', '3 = 24 viagens/ano'],
    ['- [ ] El plan debe generar 12 viajes', '3 = 12 viajes'],
    ['- [ ] Le plan doit générer environ 12 voyages', '3 = 12 voyages'],
    ['- [ ] Il piano deve creare 3 viaggi', '3 = 3 viaggi'],
    ['- [ ] Der Plan sollte 5 Fahrten erzeugen', '3 = 5 Fahrten'],
    ['- [ ] План должен создать 6 рейсов', '3 = 6 рейсов'],
    ['- [ ] 应生成12条', '3 = 12 条'],
    ['- [ ] 12件が生成されること', '3 = 12 件'],
    ['- [ ] 12건이 생성되어야 한다', '3 = 12 건'],
  ])('%s', (line, expected) => {
    expect(measures(`los les pour os não und auf della для\n\n${line}`)).toEqual([expected])
  })
  it('is not what is only named', () => {
    expect(
      measures('- [ ] The plan lists 4 trips\n- [ ] Should create a boat in 2 steps\n# Should create 3 boats'),
    ).toEqual([])
  })
})

describe('a share that a change is rolled out to', () => {
  it('is no measure, as it is no bound to hold', () => {
    expect(measures('Deploy to 5-10% traffic, then watch.')).toEqual([])
    expect(measures('- Fuel saved: 5-10%')).toEqual(['1 >= 5 %', '1 <= 10 %'])
    expect(measures('- Deploy to up to 10% of users')).toEqual([])
    expect(measures('- Less than 10% of users affected')).toEqual(['1 < 10 %'])
    expect(measures('## Schritte für alle\n- Zuerst an 5-10 % der Nutzer')).toEqual([])
  })
})

describe('durations', () => {
  const durations = (text: string) => judged(text).durations.map(({ span, seconds }) => `${span.line} ${seconds}`)
  it('stand in a column of times', () => {
    expect(durations('| Step | Time |\n| --- | --- |\n| Paint | 15–30 min |\n| Dry | a day |')).toEqual(['3 1800'])
    expect(durations('| Boat | Response time |\n| --- | --- |\n| Anna | 5 min |')).toEqual([])
  })
  it('are what a step takes a service away for, not what it may at most or in a year', () => {
    expect(durations('- Lift the ramp: ~10 minutes of downtime')).toEqual(['1 600'])
    expect(durations('- Downtime: 5 min')).toEqual(['1 300'])
    expect(durations('- Typically 15-30 minutes with the cargo')).toEqual(['1 1800'])
    expect(durations('- Less than 10 seconds of downtime')).toEqual([])
    expect(durations('- 4 hours of downtime per year')).toEqual([])
    expect(durations('- Downtime was short, 5 min at noon')).toEqual([])
  })
  it.each([
    ['## 🚀 5-minute deployment', 300],
    ['## 10 Minuten Bereitstellung', 600],
    ['## 5分钟快速部署', 300],
    ['## 5分でデプロイ', 300],
    ['## 5분 배포', 300],
  ])('may stand in front of the deed: %s', (line, seconds) => {
    expect(durations(`los les pour os não und auf della для\n\n${line}`)).toEqual([`3 ${seconds}`])
  })
  it.each([
    '## 10 minutes before deployment',
    '## 30 minutes after the rollback',
    '## 15-minute watch of the deployment',
    '## 部署后5分钟',
    '## 5分钟后部署完成',
    '- 5-minute deployment',
    '## 24 boats',
  ])('is no deed: %s', (line) => {
    expect(durations(line)).toEqual([])
  })
  it('are of steps, not of answers, distances or arguments', () => {
    expect(durations('- Painting takes 20 minutes')).toEqual(['1 1200'])
    expect(durations('- The first request takes 30 seconds')).toEqual([])
    expect(durations('- About 2 hours before departure: paint')).toEqual([])
    expect(durations('- wait 15 seconds before casting off')).toEqual(['1 15'])
    expect(durations('- Set `tide(now, 1h)` in the table')).toEqual([])
  })
})

describe('windows', () => {
  const windows = (text: string) => at(judged(text).windows)
  it('are cadences, not parts of names and not what is only continuous', () => {
    expect(windows('- tides-nightly.yml\n- Check nightly')).toEqual([2])
    expect(windows('- Continuous deployment\n- Watch continuously\n### Watching (Continuous)')).toEqual([2, 3])
  })
  it('are lines of their own, not what a paragraph tells along the way', () => {
    expect(windows('**Ropes:** checked weekly')).toEqual([1])
    expect(windows('The pier is old and its\nropes, which are checked weekly, are\nmostly new.')).toEqual([])
  })
  it('are not how often a quantity is taken, nor anything that a program says', () => {
    expect(windows('- Alert: "above 150% of the hourly average"\n- Weekly total: 12 boats')).toEqual([])
    expect(windows('- Watch the hourly average')).toEqual([1])
    expect(windows(fence('javascript', '// Daily catch', 'sum(fish, "24h")'))).toEqual([])
    expect(windows(fence('bash', '# Daily: look at the ropes', 'ropes'))).toEqual([2])
  })
  it('are not values of the product', () => {
    expect(
      windows('- [ ] Select period: monthly\n- [ ] Create a monthly invoice\n- [ ] Tariff accepts: `weekly`'),
    ).toEqual([])
    expect(windows('- [ ] A plan WEEKLY (should create 52 trips)\n- [ ] Rate set: MONTHLY')).toEqual([])
    expect(
      windows('- Grease the ramp WEEKLY\n- Backup frequency: daily\n- Check the monthly invoice\n- DAILY: ropes'),
    ).toEqual([1, 2, 3, 4])
  })
  it.each([
    '- [ ] Monatliche Rechnung anlegen und auswählen',
    '- [ ] Seleccionar período: mensual',
    '- [ ] Créer une facture mensuelle',
    '- [ ] Creare un abbonamento mensile',
    '- [ ] Criar fatura mensal',
    '- [ ] Создать еженедельный платёж',
    '- [ ] 选择周期：每月',
    '- [ ] 期間を選択：毎月の請求書',
    '- [ ] 매월 요금 만들기',
  ])('%s', (line) => {
    expect(windows(`los les pour os não und auf della для\n\n${line}`)).toEqual([])
  })
  it('are neither in forms to fill in nor among whom to call', () => {
    expect(windows(fence('markdown', '## Report: week of [DATE]'))).toEqual([])
    expect(windows('## Contacts\n- First 30 minutes: the harbour master')).toEqual([])
  })
})

describe('triggers', () => {
  const triggers = (text: string) => at(judged(text).triggers)
  it('name what went wrong', () => {
    const back = (line: string) => triggers(`## Rollback\n\n${line}`)
    expect(back('If the ramp is broken:')).toEqual([3])
    expect(back('If you already have a boat, use it.')).toEqual([])
    expect(back('If ropes are owned by the crew, ask them.')).toEqual([])
    expect(back('This is triggered by the pier when boats crash.')).toEqual([3])
  })
  it('announce steps, and no further triggers', () => {
    expect(triggers('## Rollback\n\nIf a boat is lost:\n\n1. Call the coast guard')).toEqual([3])
  })
  it('may be told with an arrow', () => {
    const list = '- Ramp broken → roll back\n- Ramp slow → look first\n- Ramp errors → do not roll back'
    expect(triggers(`## Rollback\n\n${list}`)).toEqual([3])
  })
  it('stand outside of a way back when they lead to it', () => {
    expect(triggers('## Deployment\n\n1. Go\n\nIf the ramp fails, roll back at once.')).toEqual([5])
    expect(triggers('## Deployment\n\n1. Go\n\nIf the ramp fails, try again.')).toEqual([])
  })
})

describe('alternatives', () => {
  const alternatives = (text: string) => at(judged(text).alternatives)
  it('are the second of two ways that a word tells apart', () => {
    expect(alternatives(fence('bash', '# Via the pier', 'a', '# Via the beach', 'b'))).toEqual([4])
    expect(alternatives(fence('bash', '# If it runs on oil', 'a', '# If it runs on wind', 'b'))).toEqual([4])
  })
  it('are done by hand instead of by itself, where something is done', () => {
    const both = (what: string) =>
      `## Automatic ${what}\n\n${fence('bash', './a.sh')}\n\n## Manual ${what}\n\n${fence('bash', './b.sh')}`
    expect(alternatives(both('deployment'))).toEqual([7])
    expect(alternatives(both('smoke tests'))).toEqual([])
  })
  it('are offered within a sentence in front of a command', () => {
    const inFront = (words: string) => alternatives(`${words}\n\n${fence('bash', 'ferry list')}`)
    expect(inFront('Ask the pilot, or by looking at the list:')).toEqual([1])
    expect(inFront('You can also list the boats:')).toEqual([1])
    expect(inFront('List boats or ropes:')).toEqual([])
  })
  it('are not the rest of a sentence, nor things of that name', () => {
    expect(alternatives('Paint the boats that are blue\nor by then old.')).toEqual([])
    expect(alternatives('- alternative ropes for the pier')).toEqual([])
    expect(alternatives('Otherwise the pier is closed.')).toEqual([])
    expect(alternatives(fence('bash', 'a', '# otherwise:', 'b'))).toEqual([3])
  })
})

it('a name below an item is no value that it asks for', () => {
  const kinds = (below: string) => judged(`- [ ] Boats reviewed\n  - ${below}: ______`).items.map((item) => item.kind)
  expect(kinds('Reviewer')).toEqual(['confirm'])
  expect(kinds('Boats')).toEqual(['record'])
})
