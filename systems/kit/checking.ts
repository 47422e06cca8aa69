import { z } from 'zod'
import { catalogue, commonErrors, type FieldProblem } from './errors.ts'

const errors = catalogue(commonErrors)

/** A part of a request as its schema makes it; throws `VALIDATION_FAILED` with each field that is not as it should be. */
export function checked<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  throw errors.fail('VALIDATION_FAILED', { fields: fieldProblems(result.error) })
}

/** One problem for each issue, with the field's name as clients write it. */
export const fieldProblems = (error: z.ZodError): readonly FieldProblem[] =>
  error.issues.map(({ path, message }) => ({
    field: path
      .map((part, at) => (typeof part === 'number' ? `[${part}]` : `${at === 0 ? '' : '.'}${String(part)}`))
      .join(''),
    message,
  }))

/** The JSON schema of a zod schema, for the reference. */
export const schemaOf = (schema: z.ZodType): object => {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  return rest
}

/** The shape of every error. */
export const errorSchema = {
  type: 'object',
  required: ['error'],
  properties: {
    error: {
      type: 'object',
      required: ['code', 'message', 'next', 'request_id'],
      properties: {
        code: { type: 'string' },
        message: { type: 'string' },
        next: { type: 'string' },
        request_id: { type: 'string' },
        fields: {
          type: 'array',
          items: { type: 'object', properties: { field: { type: 'string' }, message: { type: 'string' } } },
        },
        reference: { type: 'string' },
      },
    },
  },
} as const
