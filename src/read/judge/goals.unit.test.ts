import { describe, expect, it } from 'vitest'
import { sourceOf } from '../source.ts'
import { judge } from './index.ts'

const judged = (...lines: string[]) => judge(sourceOf('x.md', new TextEncoder().encode(lines.join('\n')), ''))
const sail = ['## Trial', '```bash', './sail --fast', '```']
const kinds = (...lines: string[]) => judged(...lines).expectations.map(({ kind, on }) => `${kind} ${on}`)

describe('what a label calls the aim, right behind a command', () => {
  it('is to come of that command', () => {
    const read = judged(...sail, '**Target metrics**:', '- Casting off: < 3 minutes', '- Leaks: < 2')
    expect(read.expectations.map(({ kind, on }) => [kind, on])).toEqual([
      ['threshold', 0],
      ['threshold', 0],
    ])
    expect(read.measures).toEqual([])
    expect(kinds(...sail, '', 'Goal: crossing < 20 min')).toEqual(['threshold 0'])
    expect(kinds(...sail, '', 'Acceptance criteria:', '', '- No errors', '- See the harbour')).toEqual(['count 0'])
  })
  it.each([
    ['## Probe für die Fähre', '**Zielwerte**:', '- Ablegen: < 3 Minuten'],
    ['## Étapes du déploiement', '**Objectifs de performance** :', '- Départ : < 3 minutes'],
    ['## Pasos del despliegue en producción', '**Valores objetivo**:', '- Salida: < 3 minutos'],
    ['## Passos da implantação em produção', '**Metas de desempenho**:', '- Saída: < 3 minutos'],
    ['## Проверка парома', '**Целевые значения**:', '- Отплытие: < 3 минут'],
    ['## 性能测试', '**目标指标**:', '- 启航时间: < 3 分钟'],
    ['## 性能テスト', '**目標値**:', '- 出航: < 3 分'],
    ['## 성능 테스트', '**목표 지표**:', '- 출항: < 3 분'],
  ])('%s: %s', (heading, label, line) => {
    expect(kinds(heading, ...sail.slice(1), '', label, '', line)).toEqual(['threshold 0'])
  })
  it('is none of it further away, or without a command', () => {
    expect(kinds(...sail, '', 'The sea is wide.', '', '**Targets**:', '', '- Leaks: < 2')).toEqual([])
    expect(kinds('## Trial', '**Targets**:', '', '- Leaks: < 2')).toEqual([])
  })
})
