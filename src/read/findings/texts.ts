import type { DocBlock, Text } from '../document.ts'

/** The texts that a block holds itself: those of a row's cells, or its own; none of code. */
export const textsOf = (block: DocBlock): readonly Text[] =>
  block.kind === 'row' ? block.cells.map((cell) => cell.text) : 'text' in block ? [block.text] : []
