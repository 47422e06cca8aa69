import type { RunChange } from '../../contract/index.ts'

/** A change with its length in characters, as it goes over the wire. */
interface Kept<T> {
  readonly change: RunChange
  readonly of: T
  readonly size: number
}

/** The last changes of a run: who was away for a moment gets what was missed, not everything anew. */
export class Ring<T> {
  private readonly most: { readonly changes: number; readonly size: number }
  private kept: Kept<T>[] = []
  private size = 0
  /** Changes after this event are here. */
  private floor: number

  constructor(floor: number, most = { changes: 1_000, size: 8_000_000 }) {
    this.floor = floor
    this.most = most
  }

  add(change: RunChange, of: T, size: number): void {
    this.kept.push({ change, of, size })
    this.size += size
    while (this.kept.length > this.most.changes || this.size > this.most.size) {
      const gone = this.kept.shift()
      if (gone === undefined) return
      this.size -= gone.size
      this.floor = gone.change.seq
    }
  }

  /** What lies behind an event, in order; null: not all of it is here any more, or it lies between two changes. */
  after(seq: number): readonly T[] | null {
    if (seq < this.floor) return null
    const found = this.kept.filter(({ change }) => change.after >= seq)
    const [first] = found
    if (first === undefined) return seq === (this.kept.at(-1)?.change.seq ?? this.floor) ? [] : null
    return first.change.after === seq ? found.map(({ of }) => of) : null
  }
}
