import type { OutputMatches } from '../../../contract/index.ts'
import { get, request, runPath } from '../../client/api.ts'
import type { Range } from './window.ts'

/** One attempt's output. */
export interface OutputOf {
  readonly run: string
  readonly step: string
  readonly attempt: number
}

/** Address of an attempt's output. */
const outputPath = ({ run, step, attempt }: OutputOf): string =>
  `${runPath(run)}/steps/${encodeURIComponent(step)}/attempts/${attempt}/output`

/** The whole output as a file to keep, as people may see it. */
export const downloadPath = (of: OutputOf): string => `${outputPath(of)}?download`

/**
 * Bytes of an output as people may see them. `from`: of the first byte that came; `total`: its length now. No byte of one that has a
 * length: its file is not there any more. Throws `Refused` with `output-hidden` where nothing of it may be shown.
 */
export async function fetchOutput(
  of: OutputOf,
  { from, to }: Range,
  signal: AbortSignal,
): Promise<{ readonly from: number; readonly bytes: Uint8Array; readonly total: number | null }> {
  const response = await request(`${outputPath(of)}?from=${from}&to=${to}`, { signal, cache: 'no-store' })
  const number = (name: string) => {
    const value = response.headers.get(name)
    return value === null ? null : Number(value)
  }
  const bytes = new Uint8Array(await response.arrayBuffer())
  return { from: number('x-holdpoint-from') ?? from, bytes, total: number('x-holdpoint-total') }
}

/** Where a text stands in the whole output. */
export const searchOutput = (of: OutputOf, text: string, signal: AbortSignal): Promise<OutputMatches> =>
  get<OutputMatches>(`${outputPath(of)}/search?q=${encodeURIComponent(text)}`, signal)
