import { readFileSync, statSync } from 'node:fs'
import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml'
import { HoldpointError } from '../../errors.ts'

/**
 * A node of a YAML file that knows where it stands. Every method that does not find what it expects fails with
 * `yaml-invalid`: file, line, what was found, what was expected, and what to do.
 */
export class YamlNode {
  private readonly file: YamlFile
  private readonly node: Node | null
  /** 1-based; of its key where it has one. */
  readonly line: number
  /** How the file calls it: `environments.staging.inputs`; '' is the whole file. */
  readonly name: string

  constructor(file: YamlFile, node: Node | null, line: number, name: string) {
    this.file = file
    this.node = node
    this.line = line
    this.name = name
  }

  /** Entries of a mapping in order; none for an empty value. With `keys`, any other key is an error. */
  entries(keys: readonly string[] | null, expected: string): readonly (readonly [string, YamlNode])[] {
    if (this.empty) return []
    const map = this.node
    if (!isMap(map)) throw this.wrong(expected)
    return map.items.map((pair) => {
      const key = pair.key as Node
      const line = this.file.lineOf(key)
      if (!isScalar(key)) throw this.file.wrong(line, 'a key that is no word', expected)
      const word = String(key.value)
      if (keys !== null && !keys.includes(word))
        throw this.file.wrong(line, `the key \`${word}\``, keys.map((k) => `\`${k}\``).join(', '), near(word, keys))
      return [word, new YamlNode(this.file, pair.value as Node | null, line, `${this.name}${this.name && '.'}${word}`)]
    })
  }

  items(expected: string): readonly YamlNode[] {
    if (this.empty) return []
    if (!isSeq(this.node)) throw this.wrong(expected)
    return this.node.items.map((item, i) => {
      const node = item as Node
      return new YamlNode(this.file, node, this.file.lineOf(node), `${this.name}[${i}]`)
    })
  }

  /** A word, number or truth value, as the file writes it: `1.10` stays `1.10`. */
  text(expected: string): string {
    if (!isScalar(this.node) || this.node.value === null) throw this.wrong(expected)
    return this.node.type === 'PLAIN' ? (this.node.source ?? String(this.node.value)) : String(this.node.value)
  }

  oneOf<T extends string>(words: readonly T[]): T {
    const expected = words.map((w) => `\`${w}\``).join(', ')
    const text = this.text(expected)
    const word = words.find((w) => w === text)
    if (word === undefined) throw this.file.wrong(this.line, `\`${text}\``, expected, near(text, words))
    return word
  }

  count(expected: string): number {
    const text = this.text(expected)
    if (!/^[1-9]\d{0,8}$/.test(text)) throw this.wrong(expected)
    return Number(text)
  }

  get isList(): boolean {
    return isSeq(this.node)
  }

  get isText(): boolean {
    return isScalar(this.node)
  }

  get empty(): boolean {
    return this.node === null || (isScalar(this.node) && this.node.value === null)
  }

  wrong(expected: string): HoldpointError {
    return this.file.wrong(this.line, found(this.node), expected)
  }

  /** It names something that the file does not know. */
  unknown(word: string, known: readonly string[], expected: string): HoldpointError {
    return this.file.wrong(this.line, `\`${word}\``, expected, near(word, known))
  }

  /** Its key is none of many known words, which are too many to be listed. */
  unknownKey(word: string, known: readonly string[], expected: string): HoldpointError {
    return this.file.wrong(this.line, `the key \`${word}\``, expected, near(word, known))
  }
}

/** Reads a YAML file without giving it any power: no tags, no anchors, no second document. */
export function readYaml(path: string): YamlNode {
  let text: string
  try {
    // Reading a pipe would wait for whoever writes to it.
    if (!statSync(path).isFile()) throw new HoldpointError('yaml-unreadable', { path, reason: 'it is not a file' })
    text = readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof HoldpointError) throw error
    const reason = (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'it does not exist' : (error as Error).message
    throw new HoldpointError('yaml-unreadable', { path, reason }, { cause: error })
  }
  return parseYaml(path, text)
}

export function parseYaml(path: string, text: string): YamlNode {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true })
  const file = new YamlFile(path, lines)
  const error = document.errors[0]
  if (error !== undefined)
    throw file.wrong(lines.linePos(error.pos[0]).line, error.message.replace(/\.$/, ''), 'valid YAML')
  return new YamlNode(file, document.contents, 1, '')
}

class YamlFile {
  private readonly path: string
  private readonly lines: LineCounter

  constructor(path: string, lines: LineCounter) {
    this.path = path
    this.lines = lines
  }

  lineOf(node: Node | null): number {
    return node?.range ? this.lines.linePos(node.range[0]).line : 1
  }

  wrong(line: number, what: string, expected: string, remedy = `Edit line ${line} of ${this.path}.`): HoldpointError {
    return new HoldpointError('yaml-invalid', { path: this.path, line, found: what, expected, remedy })
  }
}

function found(node: Node | null): string {
  if (isMap(node)) return 'a mapping'
  if (isSeq(node)) return node.items.length === 0 ? 'an empty list' : 'a list'
  if (isAlias(node)) return 'an alias'
  if (isScalar(node) && node.value !== null) return `\`${node.source ?? node.value}\``
  return 'nothing'
}

/** "Did you mean": a word that differs in at most two letters. */
function near(word: string, words: readonly string[]): string | undefined {
  const best = words.map((w) => ({ w, d: distance(word, w) })).sort((a, b) => a.d - b.d)[0]
  return best !== undefined && best.d <= 2 ? `Did you mean \`${best.w}\`?` : undefined
}

function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= Math.min(a.length, 40); i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++)
      next[j] = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1))
    row = next
  }
  return row[b.length] ?? 0
}
