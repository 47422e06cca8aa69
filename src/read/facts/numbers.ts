import type { Vocabulary } from '../words/index.ts'

/** How a document writes numbers: the source of an expression with no group, and what one that it matched is. */
export interface Numbers {
  readonly source: string
  value(written: string): number
}

const POINT = '\\d+(?:,\\d{3})+(?:\\.\\d+)?|\\d+,\\d{1,2}(?![\\d,])|\\d+(?:\\.\\d+)?'
const THOUSANDS = '[1-9]\\d{0,2}(?:[. \u00a0\u202f]\\d{3})+(?!\\d)(?:,\\d+)?'

/** "1.000", "0,1 %" and "1 000" where a language writes so; "1,000" are a thousand everywhere, "0,5" is a half. */
export function numbersOf(vocabulary: Vocabulary): Numbers {
  if (!vocabulary.decimalComma) return { source: `(?:${POINT})`, value: asNumber }
  return {
    source: `(?:${THOUSANDS}|\\d+(?:,\\d{3})+(?!\\d)|\\d+,\\d+|${POINT})`,
    value: (written) =>
      asNumber(new RegExp(`^${THOUSANDS}$`).test(written) ? written.replace(/[. \u00a0\u202f]/g, '') : written),
  }
}

function asNumber(written: string): number {
  const plain = /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(written) ? written.replaceAll(',', '') : written.replace(',', '.')
  return Number(plain)
}
