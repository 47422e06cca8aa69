import { describe, expect, it } from 'vitest'
import { sourceOf } from '../source.ts'
import { judge } from './index.ts'

const judged = (line: string, heading = '## Deployment') =>
  judge(sourceOf('x.md', new TextEncoder().encode(`${heading}\n\n${line}`), ''))

describe('a period of watching is a window, and no time that a step takes', () => {
  it.each([
    '- Wait 30 minutes, monitor',
    '- Wait 30 minutes and watch the bell',
    '- Monitor the log (15 min)',
    '- Observe: 1 hour',
    '- 15-minute soak',
    '- 2 hours of monitoring before the next boat',
    '- Let it bake for 1 hour',
    '```bash\n# Wait 30 minutes, monitor\nsleep 1800\n```',
  ])('%s', (line) => {
    expect(judged(line).windows).toHaveLength(1)
    expect(judged(line).durations).toEqual([])
  })
  it.each([
    '- Keep the old ramp for 24-48h',
    '- [ ] Leave the previous boats running for 1 hour',
    '- Keep rollback option available for 24 hours',
  ])('so is one for which the way back is kept: %s', (line) => expect(judged(line).windows).toHaveLength(1))

  it.each([
    ['## Schritte für die Bereitstellung', '- Alte Rampe 24 Stunden bereithalten'],
    ['## Étapes du déploiement', "- Garder l'ancienne rampe pendant 24 heures"],
    ['## Pasos del despliegue en producción', '- Mantener la rampa anterior durante 24 horas'],
    ['## Passos da implantação em produção', '- Aguardar 30 minutos e observar'],
    ['## Passi della distribuzione in produzione più lenta', '- Tenere la versione precedente per 24 ore'],
    ['## Развёртывание', '- Наблюдать 30 минут'],
    ['## 部署步骤', '- 旧版本保留24小时'],
    ['## デプロイ手順', '- 30分間監視する'],
    ['## 배포 절차', '- 이전 버전을 24시간 유지'],
  ])('%s: %s', (heading, line) => expect(judged(line, heading).windows).toHaveLength(1))

  it.each([
    '- Wait 5 minutes, then check the bell',
    '- Keep the last 30 days of logs',
    '- Keep old ropes for at least 7 days',
    '- Set up monitoring (30 min)',
    '- Monitor the answer (< 2 minutes)',
    '- **Monitoring and bells** (2 hours)',
  ])('others are none: %s', (line) => expect(judged(line).windows).toEqual([]))
})

describe('headings that divide one time', () => {
  const windows = (...headings: string[]) =>
    judge(sourceOf('x.md', new TextEncoder().encode(headings.map((each) => `## ${each}\n\n- look\n`).join('\n')), ''))
      .windows.map(({ text }) => text)
      .filter((text) => text !== 'look')
  it.each([
    ['Crew (first 30 minutes)', 'Look (30 minutes - 1 hour)', 'Mend (1 hour onwards)'],
    ['Crew (first 30 minutes)', 'Look (30 minutes to 2 hours)', 'Mend (2 hours and later)'],
    ['Mannschaft (die ersten 30 Minuten)', 'Nachsehen (30 Minuten bis 1 Stunde)', 'Flicken (1 Stunde und länger)'],
    ['初動（最初の30分）', '調査（30分〜1時間）', '修理（1時間以降）'],
  ])('%s, %s, %s', (...headings) => expect(windows(...headings)).toEqual(headings))
  it('are only those beside one that begins it', () => {
    expect(windows('Build (about 5 minutes)', 'Look (30 minutes - 1 hour)')).toEqual([])
    expect(windows('Crew (first 30 minutes)', 'Build (about 5 minutes)')).toEqual(['Crew (first 30 minutes)'])
  })
})

describe('the time after which somebody looks again', () => {
  it.each(['### After 1 month', '### After 2 weeks:', '### Look at the ropes (after 2-4 weeks)'])(
    '%s is a window',
    (heading) => expect(judged('- [ ] The ropes hold', heading).windows).toHaveLength(1),
  )
  it.each([
    ['### Nach 1 Monat:', '- [ ] Die Seile halten nicht nach'],
    ['### Après 2 semaines', '- [ ] Les cordes tiennent dans le port'],
    ['### Через неделю', '- [ ] Канаты держат'],
    ['### 2周后', '- [ ] 绳索完好'],
    ['### 1か月後', '- [ ] ロープを確認する'],
  ])('%s is one', (heading, line) => expect(judged(line, heading).windows).toHaveLength(1))
  it('but not what is done then', () => {
    expect(judged('- After 2 days remove the old ramp', '## Deployment').windows).toEqual([])
  })
})

describe('when a phase is due, or what a job is called, is no time of watching', () => {
  it.each([
    ['## Phase 2: Building the pier (Week 2-3)', 'Nail the planks.'],
    ['## Deployment', '```bash\n# Cancel the nightly ferries\nferry cancel\n```'],
    ['## 部署', '- 建议定期检查绳索'],
    ['## Deployment', 'The harbour saves the log daily. To save it by hand:'],
    ['## Deployment', `- ${'The captain told a story of the old ferry. '.repeat(3)}It was looked at daily.`],
  ])('%s: %s', (heading, line) => expect(judged(line, heading).windows).toEqual([]))
  it.each([
    ['## Watch the pier (Week 2-3)', 'Nobody leaves.'],
    ['## Week 2-3', 'Nobody leaves.'],
    ['## Deployment', '```bash\n# Nightly ferries\nferry plan\n```'],
    ['## Deployment', '```bash\n# Look after the ropes (daily at 2 AM)\nferry plan\n```'],
  ])('%s: %s is one', (heading, line) => expect(judged(line, heading).windows).toHaveLength(1))
})

describe('a period in a heading', () => {
  it.each(['## Monitoring (7 days)', '## Watch 24 hours', '## Наблюдение ~1-2 недели'])('is a window: %s', (heading) =>
    expect(judged('- Count the buoys', heading).windows.map(({ span }) => span.line)).toEqual([1]),
  )
  it('heads periods of its points', () => {
    const { windows } = judged('- Critical: 7 days\n- Rest: 24 hours\n- Crew: 3', '**Observation period:**')
    expect(windows.map(({ span }) => span.line)).toEqual([3, 4])
  })
  it.each(['- After 24 hours, check the ropes', '- In 2 days: verify the buoys', '- 24小时后检查浮标'])(
    'says when somebody looks again: %s',
    (line) => expect(judged(line).windows).toHaveLength(1),
  )
  it('begins at nought', () => {
    const { windows, durations } = judged(
      '- Count the buoys\n\n### Later (30 minutes - 2 hours)',
      '### At once (0-30 minutes)',
    )
    expect(windows.map(({ span }) => span.line)).toEqual([1, 5])
    expect(durations).toEqual([])
  })
  it('is none where something goes wrong all the time, or for so long before one goes back', () => {
    expect(judged('- The bell fails continuously', '## Alerts').windows).toEqual([])
    expect(judged('- Watch the bell for errors continuously', '## Alerts').windows).toHaveLength(1)
    expect(judged('Roll back immediately if the first 10 minutes bring:\n\n- fog', '## Rollback').windows).toEqual([])
  })
  it('counts from the release', () => {
    const { windows } = judged('- Compter les bouées avec vous', '## Stabilisation (J+1 à J+7)')
    expect(windows.map(({ span }) => span.line)).toEqual([1])
  })
  it('of hours may be how long its steps take', () => {
    expect(judged('- Count the buoys', '## Monitoring (2 hours)').windows).toEqual([])
  })
  it('is none where a check fails for so long', () => {
    expect(judged('- Health check failing for 2 minutes', '## Alerts').windows).toEqual([])
  })
})

describe('how often something is done again', () => {
  it.each([
    ['## Monitoring', '- The ropes are renewed once a year'],
    ['## Monitoring', '- Twice per week: count the buoys'],
    ['## Überwachung für die Fähre', '- Einmal im Monat die Taue prüfen'],
    ['## Surveillance pour la rade', '- Une fois par semaine : compter les bouées'],
    ['## Monitoreo después del despliegue', '- Una vez al mes: contar las boyas'],
    ['## Monitoramento após a implantação', '- Uma vez por semana: contar as boias'],
    ['## Monitoraggio della flotta', '- Una volta al mese: contare le boe'],
    ['## Наблюдение', '- Один раз в неделю считать буи'],
    ['## 监控', '- 每周两次检查浮标'],
    ['## 監視', '- 週に2回ブイを数える'],
    ['## 모니터링', '- 일주일에 두 번 부표 확인'],
  ])('%s: %s', (heading, line) => expect(judged(line, heading).windows).toHaveLength(1))
})

describe('days that are counted from the release', () => {
  it('are windows in the heading and in a table of days', () => {
    expect(judged('Text', '## After the crossing (T+1 week)').windows).toHaveLength(1)
    expect(judged('| Day | What |\n|---|---|\n| T+1 | Count the boats |\n| T+7 | Moor them |').windows).toHaveLength(2)
    expect(judged('| Tag | Was |\n|---|---|\n| T+1 | Boote für uns und nicht |').windows).toHaveLength(1)
  })
  it('are none in a table of minutes, nor in a step of the release', () => {
    expect(judged('| Minute | What |\n|---|---|\n| T+1 | Count the boats |').windows).toEqual([])
    expect(judged('Text', '## Cast off (T+30m)').windows).toEqual([])
  })
})

describe('two ways beside each other for a time', () => {
  it.each([
    ['## Deployment', '- 1-week parallel run'],
    ['## Schritte für die Bereitstellung', '- 2 Wochen Parallelbetrieb'],
    ['## Étapes du déploiement', '- 2 semaines en parallèle'],
    ['## Pasos del despliegue en producción', '- 2 semanas de operación en paralelo'],
    ['## Passos da implantação em produção', '- 2 semanas em paralelo'],
    ['## Passi della distribuzione in produzione più lenta', '- 2 settimane in parallelo'],
    ['## Развёртывание', '- 2 недели параллельной работы'],
    ['## 部署步骤', '- 并行运行2周'],
    ['## デプロイ手順', '- 2週間の並行稼働'],
    ['## 배포 절차', '- 2주 병행 운영'],
  ])('%s: %s', (heading, line) => expect(judged(line, heading).windows).toHaveLength(1))
  it('a window of maintenance is no watch', () => {
    expect(judged('- Announce the maintenance window (a 2-hour window at night)').windows).toEqual([])
  })
})
