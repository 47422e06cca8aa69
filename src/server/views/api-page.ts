import { type Html, html } from '../../record/html/text.ts'
import { tags } from '../openapi.ts'

/** Of an OpenAPI document what the readable page shows. */
export interface Described {
  readonly info: { readonly title: string; readonly version: string; readonly description?: string }
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components?: { readonly schemas?: Readonly<Record<string, Schema>> }
}

interface Operation {
  readonly tags?: readonly string[]
  readonly summary?: string
  readonly description?: string
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: { readonly content?: Readonly<Record<string, { readonly schema?: Schema }>> }
  readonly responses?: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema?: Schema }>> }>
  >
}

interface Parameter {
  readonly name: string
  readonly in: string
  readonly required?: boolean
  readonly description?: string
  readonly schema?: Schema
}

interface Schema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly description?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly additionalProperties?: Schema | boolean
}

/** The interface on one page that needs nothing else: no script, and a style sheet of its own. */
export function apiPage(told: Described): string {
  const operations = Object.entries(told.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  )
  const named = new Set(tags.map(([name]) => name))
  const others = operations.filter(({ operation }) => !named.has(operation.tags?.[0] ?? ''))
  const groups: readonly (readonly [string, string, typeof operations])[] = [
    ...tags.map(
      ([name, words]) => [name, words, operations.filter(({ operation }) => operation.tags?.[0] === name)] as const,
    ),
    ['more', 'More.', others],
  ]
  const shown = groups.filter(([, , all]) => all.length > 0)
  const schemas = Object.entries(told.components?.schemas ?? {}).filter(([name]) => !name.endsWith('Input'))
  const page = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>The interface of ${told.info.title} ${told.info.version}</title><link rel="stylesheet" href="/api/style.css"></head><body><main>
<h1>The interface of ${told.info.title} ${told.info.version}</h1>
<p>${told.info.description ?? ''}</p>
<p>For programs: <a href="/api/openapi.json">openapi.json</a> (OpenAPI 3.1). The pages: <a href="/">runs</a>.</p>
<nav aria-label="Resources"><ul>${shown.map(([name]) => html`<li><a href="#${name}">${name}</a></li>`)}<li><a href="#shapes">shapes</a></li></ul></nav>
${shown.map(([name, words, all]) => html`<section><h2 id="${name}">${name}</h2><p>${words}</p>${all.map(operationHtml)}</section>`)}
<section><h2 id="shapes">Shapes</h2>${schemas.map(([name, schema]) => html`<section><h3 id="${idOf(name)}">${name}</h3>${schemaHtml(schema)}</section>`)}</section>
</main></body></html>
`
  return page.markup
}

/** A style sheet for that page: system fonts, light and dark, narrow and wide. */
export const apiStyle = `:root { color-scheme: light dark }
body { margin: 0; font: 16px/1.5 system-ui, sans-serif; background: Canvas; color: CanvasText }
main { max-width: 60rem; margin: 0 auto; padding: 2rem 1.25rem 4rem }
h1 { font-size: 1.6rem; line-height: 1.25 } h2 { margin-top: 3rem; font-size: 1.25rem } h3 { margin-top: 2rem; font-size: 1rem; overflow-wrap: anywhere }
code, .address { font-family: ui-monospace, monospace; font-size: .9em } table { border-collapse: collapse; width: 100% }
th, td { text-align: left; vertical-align: top; padding: .25rem .75rem .25rem 0; border-bottom: 1px solid color-mix(in srgb, CanvasText 18%, Canvas); overflow-wrap: anywhere }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1rem; padding: 0; list-style: none } a { color: LinkText }
p { margin: .35rem 0 }
`

function operationHtml({ path, method, operation }: { path: string; method: string; operation: Operation }): Html {
  const body = Object.values(operation.requestBody?.content ?? {})[0]?.schema
  const answer = Object.values(operation.responses?.['200']?.content ?? {})[0]?.schema
  const parameters = operation.parameters ?? []
  return html`<section><h3><span class="address">${method.toUpperCase()} ${path}</span></h3><p>${operation.summary ?? ''}</p>
${operation.description === undefined ? html`` : html`<p>${operation.description}</p>`}
${parameters.length === 0 ? html`` : html`<table><caption>In the address</caption>${parameters.map(parameterHtml)}</table>`}
${body === undefined ? html`` : html`<p>Takes:</p>${schemaHtml(body)}`}
${answer === undefined ? html`` : html`<p>Gives: ${typeHtml(answer)}</p>`}</section>`
}

const parameterHtml = ({ name, required = false, description = '', schema = {} }: Parameter): Html =>
  html`<tr><th scope="row"><code>${name}</code></th><td>${typeHtml(schema)}${required ? '' : ', may be left out'}</td><td>${description}</td></tr>`

function schemaHtml(schema: Schema): Html {
  const { properties, required = [] } = schema
  if (properties === undefined) return html`<p>${schema.description ?? ''} ${typeHtml(schema)}</p>`
  const rows = Object.entries(properties).map(
    ([name, of]) =>
      html`<tr><th scope="row"><code>${name}</code></th><td>${typeHtml(of)}${required.includes(name) ? '' : ', may be left out'}</td><td>${of.description ?? ''}</td></tr>`,
  )
  return html`${schema.description === undefined ? html`` : html`<p>${schema.description}</p>`}<table>${rows}</table>`
}

/** What something is, in a few words; shapes with a name lead to it. */
function typeHtml(schema: Schema): Html {
  const { $ref, type, items, enum: values, additionalProperties } = schema
  if ($ref !== undefined) {
    const name = $ref.split('/').at(-1) ?? ''
    return html`<a href="#${idOf(name.replace(/Input$/, ''))}">${name.replace(/Input$/, '')}</a>`
  }
  const ways = schema.anyOf ?? schema.oneOf
  if (ways !== undefined) return html`${ways.map((one, at) => html`${at === 0 ? '' : ' or '}${typeHtml(one)}`)}`
  if (values !== undefined) return html`${values.map((one) => `“${one}”`).join(' or ')}`
  if (schema.const !== undefined) return html`“${String(schema.const)}”`
  if (items !== undefined) return html`list of ${typeHtml(items)}`
  if (typeof additionalProperties === 'object') return html`map to ${typeHtml(additionalProperties)}`
  if (schema.properties !== undefined) return html`${Object.keys(schema.properties).join(', ')}`
  return html`${[type ?? 'anything'].flat().join(' or ')}`
}

const idOf = (name: string): string => `shape-${name}`
