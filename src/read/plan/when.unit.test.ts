import { describe, expect, it } from 'vitest'
import { vocabularyOf } from '../words/index.ts'
import { offsetIn, whenIn } from './when.ts'

const minute = 60
const hour = 60 * minute
const day = 24 * hour
const week = 7 * day

describe('a time of watching', () => {
  it.each([
    ['Hour 1: Active monitoring', { from: 0, to: hour, every: null }],
    ['Hours 2-4: Frequent checks', { from: hour, to: 4 * hour, every: null }],
    ['Day 2–7', { from: day, to: 7 * day, every: null }],
    ['First 24 hours', { from: 0, to: day, every: null }],
    ['Immediate (First Hour)', { from: 0, to: hour, every: null }],
    ['Staging Soak Period (1 Week)', { from: 0, to: week, every: null }],
    ['Monitor for 30+ minutes', { from: 0, to: 30 * minute, every: null }],
    ['Monitor for 24-48 hours', { from: 0, to: 2 * day, every: null }],
    ['Monitor daily for 1 week', { from: 0, to: week, every: day }],
    ['Hours 2-4, every 30 minutes', { from: hour, to: 4 * hour, every: 30 * minute }],
    ['Daily Checks', { from: 0, to: null, every: day }],
    ['Check the dashboard every hour', { from: 0, to: null, every: hour }],
    ['Run this every Monday morning', { from: 0, to: null, every: week }],
    ['Wöchentlich, wie wir es für alle tun (erste 4 Wochen)', { from: 0, to: 4 * week, every: week }],
    ['Vérifier toutes les 30 minutes et pendant les 2 heures', { from: 0, to: 2 * hour, every: 30 * minute }],
    ['每30分钟检查一次', { from: 0, to: null, every: 30 * minute }],
    ['1日目の監視', { from: 0, to: day, every: null }],
  ])('%s', (words, when) => {
    expect(whenIn(vocabularyOf(words), words)).toEqual(when)
  })

  it.each(['Watch logs continuously', 'Metrics to track', 'Release 2024'])('%s names none', (words) => {
    expect(whenIn(vocabularyOf(words), words)).toBeNull()
  })
})

describe('when something is due', () => {
  it.each([
    ['T-24h: announce the window', -day],
    ['T-30m - build the packages', -30 * minute],
    ['Promote beta to stable (T-3 days, Monday)', -3 * day],
    ['T-0', 0],
    ['T0: switch over', 0],
    ['T+1hr Send the release notes', hour],
    ['D-7: freeze the code', -7 * day],
    ['J-1 : prévenir les équipes', -day],
    ['24 hours before the release', -day],
  ])('%s', (words, offset) => {
    expect(offsetIn(vocabularyOf(words), words)).toBe(offset)
  })

  it.each([
    'RAID-1 is healthy',
    'AT-3 passed',
    'T-shirts are ordered',
    'The certificate was renewed 30 days before',
    'Step 4',
  ])('%s is not', (words) => {
    expect(offsetIn(vocabularyOf(words), words)).toBeNull()
  })

  it('is found behind other words where a line introduces a message', () => {
    const words = 'Send to stakeholders 24 hours before deployment:'
    expect(offsetIn(vocabularyOf(words), words, true)).toBe(-day)
  })
})
