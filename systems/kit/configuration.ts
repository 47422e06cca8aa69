import { existsSync, readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import type { z } from 'zod'

/** A variable of the environment that configures a service. */
interface Variable<Value> {
  readonly schema: z.ZodType<Value>
  /** What a value must be, as the end of "expected …". */
  readonly expected: string
  /** Why it is there, for `.env.example`. */
  readonly about: string
  /** A value for `.env.example`; without one the line is left blank. */
  readonly example?: string
  /** Its value is never printed. */
  readonly secret?: true
}

export type Variables = Readonly<Record<string, Variable<unknown>>>

/** The values of variables after they were checked. */
export type Values<V extends Variables> = {
  readonly [Name in keyof V]: V[Name] extends Variable<infer Value> ? Value : never
}

/** What is wrong with one variable; `found` hides secrets. */
export interface Problem {
  readonly variable: string
  readonly found: string
  readonly expected: string
}

/** What must hold between variables: the expectation that does not, or null. Variables that are wrong themselves are absent. */
export type Rule<V extends Variables> = (
  values: Partial<Values<V>>,
) => { variable: keyof V & string; expected: string } | null

/** Names every problem of a configuration, a line each. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError'
  readonly problems: readonly Problem[]

  constructor(problems: readonly Problem[]) {
    const lines = problems.map(({ variable, found, expected }) => `  ${variable}: found ${found}, expected ${expected}`)
    super(
      `The configuration has ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}:\n${lines.join('\n')}`,
    )
    this.problems = problems
  }
}

export const variable = <Value>(schema: z.ZodType<Value>, told: Omit<Variable<Value>, 'schema'>): Variable<Value> => ({
  schema,
  ...told,
})

/**
 * Checks the environment. A blank value counts as none. Throws a `ConfigurationError` that names all problems at once: those of
 * single variables and those between them.
 */
export function readConfiguration<V extends Variables>(
  variables: V,
  rules: readonly Rule<V>[],
  environment: Readonly<Record<string, string | undefined>>,
): Values<V> {
  const values: Record<string, unknown> = {}
  const problems: Problem[] = []
  const problem = (name: string, expected: string) =>
    problems.push({ variable: name, found: found(environment[name], variables[name]?.secret === true), expected })
  for (const [name, { schema, expected }] of Object.entries(variables)) {
    const result = schema.safeParse(environment[name] || undefined)
    if (result.success) values[name] = result.data
    else problem(name, expected)
  }
  for (const rule of rules) {
    const broken = rule(values as Partial<Values<V>>)
    if (broken !== null) problem(broken.variable, broken.expected)
  }
  if (problems.length > 0) throw new ConfigurationError(problems)
  return values as Values<V>
}

function found(value: string | undefined, secret: boolean): string {
  if (!value) return 'nothing'
  return secret ? `a secret of ${value.length} characters` : JSON.stringify(value)
}

/** The environment over the lines of the file that `ENV_FILE` names, or of `.env` in the current folder if there is one. */
export function environmentWithFile(
  environment: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string | undefined>> {
  const named = environment.ENV_FILE
  const file = named ?? '.env'
  if (named === undefined && !existsSync(file)) return environment
  return { ...parseEnv(readFileSync(file, 'utf8')), ...environment }
}

/** The text of `.env.example`: every variable with what it is for and what it must be. */
export function environmentExample(heading: string, variables: Variables): string {
  const blocks = Object.entries(variables).map(([name, { about, expected, example, secret }]) =>
    [
      ...wrapped(about),
      ...wrapped(`Expected: ${expected}.${secret === true ? ' A secret: keep it out of the repository.' : ''}`),
      `${name}=${example ?? ''}`,
    ].join('\n'),
  )
  return `${wrapped(heading).join('\n')}\n\n${blocks.join('\n\n')}\n`
}

/** Lines of a comment, of 100 characters at most. */
function wrapped(text: string): readonly string[] {
  const lines: string[] = []
  let line = '#'
  for (const word of text.split(' ')) {
    if (line.length + word.length >= 100) {
      lines.push(line)
      line = '#'
    }
    line += ` ${word}`
  }
  return [...lines, line]
}
