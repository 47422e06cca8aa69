import { forEachChild, type ParsedScript, type ParseError, parse, type Statement, type SyntaxNode } from 'unbash'

export type { ParseError, Statement, SyntaxNode }
export { forEachChild }

/** Heredocs in one text beyond which it is no shell that anybody wrote; the parser's time grows with their square. */
const heredocLimit = 500

/** A parser is advice: what it reports as broken is cut by hand, and judged by bash itself when it runs. */
export function parseShell(text: string): ParsedScript {
  let heredocs = 0
  for (let at = text.indexOf('<<'); at >= 0 && heredocs <= heredocLimit; at = text.indexOf('<<', at + 2)) heredocs += 1
  return heredocs > heredocLimit ? refused : parse(text)
}

const refused: ParsedScript = { ...parse(''), errors: [{ message: 'too many heredocs', pos: 0 }] }

/** Every node below and including this one, in source order. */
export function visit(node: SyntaxNode, each: (node: SyntaxNode) => void): void {
  each(node)
  forEachChild(node, (child) => visit(child, each))
}

/** End of a node, bodies of its heredocs included: they lie on the lines below it. */
export function wholeEnd(node: SyntaxNode): number {
  let end = node.end
  visit(node, (inner) => {
    if (inner.type === 'HereDoc') end = Math.max(end, inner.closing?.end ?? inner.body.end)
  })
  return end
}
