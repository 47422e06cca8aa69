import type { ErrorEntry } from './errors.ts'

interface Schema {
  readonly type?: string | readonly string[]
  readonly format?: string
  readonly pattern?: string
  readonly description?: string
  readonly enum?: readonly unknown[]
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
}

interface Operation {
  readonly summary?: string
  readonly description?: string
  readonly tags?: readonly string[]
  readonly parameters?: readonly {
    readonly name: string
    readonly in: string
    readonly required?: boolean
    readonly schema?: Schema
  }[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema?: Schema }>> }
  readonly responses?: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema?: Schema }>> }>
  >
}

/** What an API reference is made from: an OpenAPI description, as far as it is read. */
export interface OpenApi {
  readonly info: { readonly title: string; readonly version: string }
  readonly paths?: Readonly<Record<string, Readonly<Record<string, Operation>>>>
}

/** The API reference as Markdown: what is at /docs, to be read without the service. */
export function apiReference({ info, paths = {} }: OpenApi): string {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => operationText(method.toUpperCase(), path, operation)),
  )
  const head = `# ${info.title}: API reference\n\nOf release ${info.version}. Made from the service’s OpenAPI description, which is at \`/docs\` (\`/docs/json\` for programs).\nEvery error has the shape \`{"error": {"code", "message", "next", "request_id", "fields"?, "reference"?}}\`; the codes are in [errors.md](errors.md).`
  return `${[head, ...operations].join('\n\n')}\n`
}

function operationText(method: string, path: string, operation: Operation): string {
  const { summary = '', description, parameters = [], requestBody, responses = {} } = operation
  const given = parameters.map((one) => row(`\`${one.name}\` (${one.in})`, one.schema ?? {}, one.required === true))
  const bodies = Object.entries(requestBody?.content ?? {}).flatMap(([type, { schema = {} }]) => [
    `Body: \`${type}\``,
    table(['field', 'type', 'needed', 'about'], fields(schema)),
  ])
  const answers = Object.entries(responses).map(([status, { content = {} }]) => {
    const [[type, { schema = {} }] = ['', {}]] = Object.entries(content)
    const names = Object.keys(schema.properties ?? {})
    return `| ${status} | ${type && `\`${type}\``} | ${names.map((name) => `\`${name}\``).join(', ')} |`
  })
  return [
    `## ${method} ${path}`,
    `${summary}.${description === undefined ? '' : ` ${description}`}`,
    ...(given.length === 0 ? [] : [table(['parameter', 'type', 'needed', 'about'], given)]),
    ...bodies,
    table(['status', 'type', 'members'], answers),
  ].join('\n\n')
}

const fields = ({ properties = {}, required = [] }: Schema) =>
  Object.entries(properties).map(([name, schema]) => row(`\`${name}\``, schema, required.includes(name)))

const row = (name: string, schema: Schema, needed: boolean) =>
  `| ${name} | ${typeText(schema)} | ${needed ? 'yes' : ''} | ${(schema.description ?? '').replaceAll('|', '\\|')} |`

function typeText({ type, format, pattern, enum: values, items }: Schema): string {
  if (values !== undefined) return values.map((value) => `\`${value}\``).join(', ')
  if (items !== undefined) return `list of ${typeText(items)}`
  const name = typeof type === 'string' ? type : (type ?? ['any']).join(' or ')
  const more = format ?? (pattern && `\`${pattern.replaceAll('|', '\\|')}\``)
  return more ? `${name}, ${more}` : name
}

const table = (head: readonly string[], rows: readonly string[]) =>
  [`| ${head.join(' | ')} |`, `|${'---|'.repeat(head.length)}`, ...rows].join('\n')

/** The catalogue of errors as Markdown. */
export function errorReference(title: string, entries: Readonly<Record<string, ErrorEntry>>): string {
  const rows = Object.entries(entries)
    .toSorted(([, a], [, b]) => a.status - b.status)
    .map(([code, { status, message, next }]) => `| \`${code}\` | ${status} | ${message} | ${next} |`)
  return `# ${title}: errors\n\nEvery code that a client may be told. Made from the source.\n\n${table(['code', 'status', 'what it says', 'what to do'], rows)}\n`
}
