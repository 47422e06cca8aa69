import type { Soak, SoakLimits } from '../../plan/index.ts'

/**
 * Where a document says nothing it is strict: the first red sample makes a soak fail, the first that nobody can tell
 * and the third in a row that could not be taken leave it open, and no sample may be missed.
 */
const strict: Required<SoakLimits> = { failures: 1, inconclusive: 1, errors: 3, missed: 0 }

/** Of several windows that are watched together, the strictest counts. */
export const limitsOf = (windows: readonly Soak[]): Required<SoakLimits> => {
  const said = (name: keyof SoakLimits): number => {
    const values = windows.flatMap(({ limits }) => limits?.[name] ?? [])
    return values.length === 0 ? strict[name] : Math.min(...values)
  }
  return {
    failures: Math.max(1, said('failures')),
    inconclusive: Math.max(1, said('inconclusive')),
    errors: Math.max(1, said('errors')),
    missed: said('missed'),
  }
}
