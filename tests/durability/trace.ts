/** What a trace of system calls says about acknowledgments: which came too early, and how many there were. */
interface Acknowledgments {
  /** Events printed on standard output, by their `seq`. */
  readonly printed: readonly number[]
  /** Those printed while something written to the write-ahead log had not been synced, or before anything was. */
  readonly early: readonly number[]
  /** Syncs of the log that returned with success. */
  readonly syncs: number
}

/**
 * Reads the output of `strace -f -y -s N -e trace=write,pwrite64,fdatasync,fsync`. A call that another thread interrupted
 * stands on two lines; it counts when it returns, a write to the log also from its beginning on.
 */
export function acknowledgments(trace: string): Acknowledgments {
  const printed: number[] = []
  const early: number[] = []
  let dirty = false
  let syncs = 0
  const syncing = new Set<string>()
  for (const line of trace.split('\n')) {
    const thread = /^(?:\[pid +)?(\d+)/.exec(line)?.[1] ?? ''
    if (/\bpwrite64\(\d+<[^>]*-wal>/.test(line)) dirty = true
    else if (/\bf(?:data)?sync\(\d+<[^>]*-wal>/.test(line)) {
      if (line.includes('<unfinished')) syncing.add(thread)
      else if (/= 0$/.test(line)) synced()
    } else if (/<\.\.\. f(?:data)?sync resumed>/.test(line) && syncing.delete(thread) && /= 0$/.test(line)) synced()
    else if (/\bwrite\(1</.test(line)) {
      const seqs = [...line.matchAll(/\\"seq\\":(\d+)/g)].map((match) => Number(match[1]))
      printed.push(...seqs)
      if (dirty || syncs === 0) early.push(...seqs)
    }
  }
  return { printed, early, syncs }

  function synced(): void {
    dirty = false
    syncs += 1
  }
}
