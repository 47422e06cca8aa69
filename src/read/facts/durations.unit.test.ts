import { describe, expect, it } from 'vitest'
import { judge } from '../judge/index.ts'
import { sourceOf } from '../source.ts'

/** The seconds of every line that says how long something takes; `signs` are words of a language. */
const seconds = (text: string, signs = '') =>
  judge(sourceOf('x.md', new TextEncoder().encode(`${signs}\n\n${text}`), '')).durations.map((one) => one.seconds)

const MINUTE = 60
const HOUR = 3600
const DAY = 86_400

describe('how long a step takes stands', () => {
  it.each([
    ['- Paint the hull (15 min)', 15 * MINUTE],
    ['- Paint the hull [15 min]', 15 * MINUTE],
    ['- Teach the crew (2-hour session)', 2 * HOUR],
    ['## Teach the crew (2-hour session)', 2 * HOUR],
    ['- Wait for the paint to dry (1-3 days)', 3 * DAY],
    ['## Phase 2: The pier (1-2 days)', 2 * DAY],
  ])('in brackets: %s', (line, expected) => expect(seconds(line)).toEqual([expected]))

  it.each([
    ['## Paint - 5 min', 5 * MINUTE],
    ['## Paint: 5 minutes', 5 * MINUTE],
    ['## Paint ~ 5 minutes', 5 * MINUTE],
    ['## Cast off in 10 minutes', 10 * MINUTE],
    ['- Paint — 5 min', 5 * MINUTE],
    ['- Paint: ~5 min', 5 * MINUTE],
  ])('behind what is done: %s', (line, expected) => expect(seconds(line)).toEqual([expected]))

  it.each(['⏱️ 15 min', '⏱ **All of it:** 15 minutes', '- Paint the hull ⏳ 15 min'])('behind a clock: %s', (line) =>
    expect(seconds(line)).toEqual([15 * MINUTE]),
  )

  it.each([
    ['Plan for a **~15–30 minute** maintenance window.', 30 * MINUTE, ''],
    ['The whole trip needs roughly 90 minutes.', 90 * MINUTE, ''],
    ['The trip completes in 5 minutes.', 5 * MINUTE, ''],
    ['Customs take 1-3 days.', 3 * DAY, ''],
    ['**Time required:** 45 min', 45 * MINUTE, ''],
    ['It will take up to 1 hour.', HOUR, ''],
    ['Die Überfahrt dauert bis zu 2 Stunden.', 2 * HOUR, 'für und nicht'],
    ['La traversée dure environ 20 minutes.', 20 * MINUTE, 'avec vous les'],
    ['El viaje tarda unos 20 minutos.', 20 * MINUTE, 'para los barcos'],
    ['A carga demora cerca de 20 minutos.', 20 * MINUTE, 'para os barcos e não'],
    ['Il carico richiede circa 20 minuti.', 20 * MINUTE, 'per la nave e della'],
    ['Погрузка занимает около 20 минут.', 20 * MINUTE, 'для нас'],
    ['Duración: aproximadamente 20 minutos', 20 * MINUTE, 'para los barcos'],
    ['Temps total de la traversée : ~2 heures', 2 * HOUR, 'avec vous les'],
    ['装货需要 15-20 分钟', 20 * MINUTE, '部署'],
    ['積み込みには15〜20分かかる', 20 * MINUTE, 'デプロイのこと'],
    ['적재는 15~20분 소요', 20 * MINUTE, '배포'],
  ])('behind a word of estimation: %s', (line, expected, signs) => expect(seconds(line, signs)).toEqual([expected]))

  it.each([
    ['Typical duration', ''],
    ['Est. time', ''],
    ['Geschätzte Dauer', 'für und nicht'],
    ['Durée estimée', 'avec vous les'],
    ['Tiempo estimado', 'para los barcos'],
    ['Tempo estimado', 'para os barcos e não'],
    ['Durata prevista', 'per la nave e della'],
    ['Время', 'для нас'],
    ['预计耗时', '部署'],
    ['所要時間', 'デプロイのこと'],
    ['소요 시간', '배포'],
  ])('in a column of times, before a remark: %s', (head, signs) =>
    expect(seconds(`| | ${head} |\n|---|---|\n| x | ~1–2 min (calm sea) |`, signs)).toEqual([2 * MINUTE]),
  )

  it('in a column of bare numbers, whose unit its header names', () => {
    expect(seconds('| | Duration (min) |\n|---|---|\n| Load | 10 |')).toEqual([10 * MINUTE])
  })

  it('as a remark in a block that is only shown, not as what was measured there', () => {
    expect(seconds('```\n1. Load (2 min)\n2. Paint... (3-5 min)\n```')).toEqual([2 * MINUTE, 5 * MINUTE])
    expect(seconds('```\n✓ Ready in 2.3s\n║ Duration: 2m 34s ║\nTotal duration: 2m 58s\n```')).toEqual([])
  })
  it('behind a command only where it is said to take so long', () => {
    expect(seconds('```bash\nmake hull  # takes about 5 minutes\n```')).toEqual([5 * MINUTE])
    expect(seconds('```bash\nsleep 300  # 5 min\n```')).toEqual([])
  })
})

describe('an amount of time is no duration', () => {
  it.each([
    '- Session timeout (30 minutes)',
    '- Cache TTL (5 min)',
    '- Keep the log (30 days)',
    '- Logs of the last 30 days',
    '## Soak (7 days)',
    '## T-30 min',
    '- Answers: 30 seconds',
    'About three days before, 3 days.',
  ])('when it is set, kept, watched or far away: %s', (line) => expect(seconds(line)).toEqual([]))
})

it('what says how long something takes is neither an outcome nor a bound', () => {
  const judged = judge(
    sourceOf('x.md', new TextEncoder().encode('Expected duration: 30 minutes\n\nIt can take up to 2 hours.'), ''),
  )
  expect(judged.expectations).toEqual([])
  expect(judged.measures).toEqual([])
})
