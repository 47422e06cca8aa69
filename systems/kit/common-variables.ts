import { existsSync } from 'node:fs'
import { z } from 'zod'
import { type Rule, type Values, variable } from './configuration.ts'

const list = (value: string) =>
  value
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
const number = (least: number, most: number) => z.coerce.number().int().min(least).max(most)
const file = z
  .string()
  .refine((path) => existsSync(path))
  .optional()
const origin = z.string().refine((text) => text === '*' || URL.parse(text)?.origin === text)

/** Keys that a service takes while it is being developed, and nowhere else. */
const developmentKeys = { API_KEYS: 'test-key', ADMIN_KEYS: 'test-admin-key' }

const keys = (name: keyof typeof developmentKeys) =>
  variable(
    z
      .string()
      .default(developmentKeys[name])
      .transform(list)
      .pipe(z.array(z.string().min(8)).min(1)),
    {
      expected: 'keys of 8 characters or more (24 outside of development), with commas between them',
      about:
        name === 'API_KEYS'
          ? 'Keys that clients send as X-API-Key. While developing it may be absent: then it is "test-key".'
          : 'Keys that administrators send as X-Admin-Key. While developing it may be absent: then it is "test-admin-key".',
      secret: true,
    },
  )

/** The variables that every service has. */
export const commonVariables = {
  ENVIRONMENT: variable(z.enum(['development', 'staging', 'production']).default('development'), {
    expected: 'development, staging or production',
    about: 'Where this is. Outside of development nothing that protects is left to a default.',
    example: 'development',
  }),
  API_URL: variable(z.url({ protocol: /^https?$/ }).default('http://localhost:8000'), {
    expected: 'the address at which clients reach the service, https:// in production',
    about: 'The public address of the service; it stands in mails and in the API reference.',
    example: 'http://localhost:8000',
  }),
  HOST: variable(z.string().default('0.0.0.0'), {
    expected: 'an address of this machine',
    about: 'The address to listen on.',
    example: '0.0.0.0',
  }),
  PORT: variable(number(0, 65_535).default(8000), {
    expected: 'a port from 0 (any that is free) to 65535',
    about: 'The port to listen on.',
    example: '8000',
  }),
  WORKERS: variable(number(1, 64).default(4), {
    expected: 'a number from 1 to 64',
    about: 'How many processes serve requests. They share limits and idempotency through the database.',
    example: '4',
  }),
  DATA: variable(z.string().default('data'), {
    expected: 'a folder that the service may write to',
    about: 'The folder for what outlives a release: files on disk, logs, backups and the embedded database.',
    example: 'data',
  }),
  DATABASE_URL: variable(z.url({ protocol: /^postgres(ql)?$/ }).optional(), {
    expected: 'postgres://user:password@host:port/database, or nothing for the embedded database',
    about: 'The PostgreSQL database (12 or newer). Left blank, the embedded one of the folder DATA is started.',
    secret: true,
  }),
  API_KEYS: keys('API_KEYS'),
  ADMIN_KEYS: keys('ADMIN_KEYS'),
  CORS_ORIGINS: variable(z.string().default('').transform(list).pipe(z.array(origin)), {
    expected: 'origins such as https://example.org, with commas between them; "*" in development only',
    about: 'The origins whose pages may call the service. Left blank, none may.',
    example: 'http://localhost:3000',
  }),
  TRUST_PROXY: variable(z.enum(['yes', 'no']).default('no'), {
    expected: 'yes or no',
    about: 'Whether a proxy in front of the service sets X-Forwarded-For, so that it may be believed.',
    example: 'no',
  }),
  TLS_CERTIFICATE: variable(file, {
    expected: 'a file that exists, with the certificate and its chain in PEM',
    about: 'Serve https with this certificate. Left blank, TLS is the work of a proxy in front.',
  }),
  TLS_KEY: variable(file, {
    expected: 'a file that exists, with the key of TLS_CERTIFICATE in PEM',
    about: 'The key of the certificate.',
  }),
  REQUEST_TIMEOUT_SECONDS: variable(number(1, 600).default(60), {
    expected: 'a number from 1 to 600',
    about: 'How long a request may take from its first byte to the last of its body and the answer; then it is 408.',
    example: '60',
  }),
  REQUESTS_PER_MINUTE: variable(number(1, 100_000).default(30), {
    expected: 'a number from 1 to 100000',
    about: 'How many requests one key may send within any minute, those that are refused as invalid included.',
    example: '30',
  }),
  LOG_LEVEL: variable(z.enum(['debug', 'info', 'warn', 'error']).default('info'), {
    expected: 'debug, info, warn or error',
    about: 'The least that is logged.',
    example: 'info',
  }),
  LOG_FILE: variable(z.string().default('logs/app.log'), {
    expected: 'a file that can be written, or "-" for the standard output',
    about: 'Where the log goes, one JSON object a line; from the folder DATA on unless it begins with a slash.',
    example: 'logs/app.log',
  }),
  LOG_FILE_MB: variable(number(1, 10_000).default(50), {
    expected: 'a number from 1 to 10000',
    about:
      'The size at which the log begins a new file. Files that logrotate moves are opened anew at SIGHUP or SIGUSR2.',
    example: '50',
  }),
  LOG_FILES: variable(number(1, 1_000).default(10), {
    expected: 'a number from 1 to 1000',
    about: 'How many older files of the log are kept.',
    example: '10',
  }),
}

export type CommonConfiguration = Values<typeof commonVariables>

const weakKeys =
  (name: keyof typeof developmentKeys): Rule<typeof commonVariables> =>
  (values) =>
    values.ENVIRONMENT !== 'development' && values[name]?.some((key) => key.length < 24) === true
      ? { variable: name, expected: `keys of 24 characters or more where ENVIRONMENT is ${values.ENVIRONMENT}` }
      : null

/** What must hold between the common variables. */
export const commonRules: readonly Rule<typeof commonVariables>[] = [
  weakKeys('API_KEYS'),
  weakKeys('ADMIN_KEYS'),
  (values) =>
    values.API_KEYS?.some((key) => values.ADMIN_KEYS?.includes(key)) === true
      ? { variable: 'ADMIN_KEYS', expected: 'no key that is one of API_KEYS too' }
      : null,
  (values) =>
    values.ENVIRONMENT === 'production' && values.API_URL?.startsWith('https:') === false
      ? { variable: 'API_URL', expected: 'an https:// address where ENVIRONMENT is production' }
      : null,
  (values) =>
    values.ENVIRONMENT !== 'development' && values.CORS_ORIGINS?.includes('*') === true
      ? { variable: 'CORS_ORIGINS', expected: `named origins where ENVIRONMENT is ${values.ENVIRONMENT}` }
      : null,
  (values) =>
    values.TLS_CERTIFICATE !== undefined && values.TLS_KEY === undefined
      ? { variable: 'TLS_KEY', expected: 'the key of TLS_CERTIFICATE' }
      : null,
]
