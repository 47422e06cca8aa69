import type { Target } from './beside.ts'

/** What a measured value is to be: `< 200 ms`, `≥ 99.9%`. */
export const targetWords = ({ op, value, unit }: Target): string =>
  `${op} ${value}${/^[%/]/.test(unit) ? '' : ' '}${unit}`.trim()
