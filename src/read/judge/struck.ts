import type { DocBlock } from '../document.ts'

const TAG = /<(\/?)(?:del|strike|s)(?:\s[^<>]{0,200})?>/gi

/** Stretches of the source between `<del>` and `</del>` that reach over blocks. What is never closed strikes nothing. */
export function struckRanges(blocks: readonly DocBlock[], source: string): readonly (readonly [number, number])[] {
  const ranges: [number, number][] = []
  let from: number | null = null
  for (const block of blocks) {
    if (block.kind !== 'html' && block.kind !== 'paragraph') continue
    for (const tag of source.slice(block.span.start, block.span.end).matchAll(TAG)) {
      const at = block.span.start + tag.index
      if (tag[1] === '') from ??= at
      else if (from !== null) {
        ranges.push([from, at])
        from = null
      }
    }
  }
  return ranges
}
