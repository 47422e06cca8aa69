import { z } from 'zod'
import { commonRules, commonVariables } from '../../kit/common-variables.ts'
import { type Rule, readConfiguration, type Values, variable } from '../../kit/configuration.ts'

/** Every variable of the environment that configures the registration. `.env.example` is made from it. */
export const variables = {
  ...commonVariables,
  MAX_FILE_MB: variable(z.coerce.number().int().min(1).max(100).default(5), {
    expected: 'a number from 1 to 100',
    about: 'The most that one document or photo may weigh.',
    example: '5',
  }),
  SWEEP_AFTER_MINUTES: variable(z.coerce.number().int().min(1).max(10_080).default(60), {
    expected: 'a number from 1 to 10080, longer than REQUEST_TIMEOUT_SECONDS',
    about: 'When files of a registration that came to no end are removed.',
    example: '60',
  }),
  FILES: variable(z.enum(['disk', 's3']).default('disk'), {
    expected: 'disk or s3',
    about: 'Where documents and photos are kept: in the folder DATA, or in a bucket that speaks the S3 protocol.',
    example: 'disk',
  }),
  S3_ENDPOINT: variable(z.url({ protocol: /^https?$/ }).optional(), {
    expected: 'the http(s) address of the object store where FILES is s3',
    about: 'The object store. Needed where FILES is s3, as are the four that follow.',
  }),
  S3_REGION: variable(z.string().default('us-east-1'), {
    expected: 'the name of a region',
    about: 'The region that requests are signed for.',
    example: 'us-east-1',
  }),
  S3_BUCKET: variable(z.string().min(3).optional(), {
    expected: 'the name of a bucket that exists, where FILES is s3',
    about: 'The bucket; it must exist.',
  }),
  S3_ACCESS_KEY_ID: variable(z.string().optional(), {
    expected: 'the id of a key that may read and write the bucket, where FILES is s3',
    about: 'The id of the key for the object store.',
  }),
  S3_SECRET_ACCESS_KEY: variable(z.string().optional(), {
    expected: 'the secret of that key, where FILES is s3',
    about: 'The secret of the key for the object store.',
    secret: true,
  }),
  SMTP_URL: variable(z.url({ protocol: /^smtps?$/ }).optional(), {
    expected: 'smtp://user:password@host:587, needed where ENVIRONMENT is production',
    about: 'The server that takes mails. Left blank, mails become files in DATA/mail.',
    secret: true,
  }),
  MAIL_FROM: variable(z.string().min(3).default('Tournament <registration@localhost>'), {
    expected: 'an address such as Tournament <registration@example.org>',
    about: 'The sender of mails.',
    example: 'Tournament <registration@localhost>',
  }),
}

export type Configuration = Values<typeof variables>

const s3Needs =
  (name: 'S3_ENDPOINT' | 'S3_BUCKET' | 'S3_ACCESS_KEY_ID' | 'S3_SECRET_ACCESS_KEY'): Rule<typeof variables> =>
  (values) =>
    values.FILES === 's3' && name in values && values[name] === undefined
      ? { variable: name, expected: variables[name].expected }
      : null

const rules: readonly Rule<typeof variables>[] = [
  ...commonRules,
  s3Needs('S3_ENDPOINT'),
  s3Needs('S3_BUCKET'),
  s3Needs('S3_ACCESS_KEY_ID'),
  s3Needs('S3_SECRET_ACCESS_KEY'),
  (values) =>
    values.ENVIRONMENT === 'production' && 'SMTP_URL' in values && values.SMTP_URL === undefined
      ? { variable: 'SMTP_URL', expected: variables.SMTP_URL.expected }
      : null,
  ({ SWEEP_AFTER_MINUTES: sweep, REQUEST_TIMEOUT_SECONDS: limit }) =>
    sweep !== undefined && limit !== undefined && sweep * 60 <= limit
      ? { variable: 'SWEEP_AFTER_MINUTES', expected: `more than the ${limit} seconds of REQUEST_TIMEOUT_SECONDS` }
      : null,
]

/** Throws a `ConfigurationError` that names all problems. */
export const configurationFrom = (environment: Readonly<Record<string, string | undefined>>): Configuration =>
  readConfiguration(variables, rules, environment)
