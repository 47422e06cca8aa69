import type { Target } from './beside.ts'

/** What a measured value is to be: `< 200 ms`, `≥ 99.9%`. */
export const targetWords = ({ op, value, unit }: Pick<Target, 'op' | 'value' | 'unit'>): string =>
  `${op} ${value}${/^[%/]/.test(unit) ? '' : ' '}${unit}`.trim()
