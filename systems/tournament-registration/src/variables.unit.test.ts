import { describe, expect, it } from 'vitest'
import { ConfigurationError } from '../../kit/configuration.ts'
import { configurationFrom } from './variables.ts'

const problemsOf = (environment: Record<string, string>): readonly string[] => {
  try {
    configurationFrom(environment)
    return []
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error
    return error.problems.map(({ variable }) => variable).sort()
  }
}

const strong = (name: string) => `${name}-key-of-24-characters-or-more`
const production = {
  ENVIRONMENT: 'production',
  API_URL: 'https://api.example.org',
  API_KEYS: strong('client'),
  ADMIN_KEYS: strong('admin'),
  SMTP_URL: 'smtps://user:password@mail.example.org',
  CORS_ORIGINS: 'https://example.org, https://www.example.org',
}

describe('the configuration', () => {
  it('needs nothing while developing', () => {
    expect(configurationFrom({})).toMatchObject({
      PORT: 8000,
      WORKERS: 4,
      API_KEYS: ['test-key'],
      REQUESTS_PER_MINUTE: 30,
    })
  })

  it('of a production is taken when everything is said', () => {
    expect(configurationFrom(production).CORS_ORIGINS).toEqual(['https://example.org', 'https://www.example.org'])
  })

  it('of a production leaves nothing that protects to a default', () => {
    expect(problemsOf({ ENVIRONMENT: 'production' })).toEqual(['ADMIN_KEYS', 'API_KEYS', 'API_URL', 'SMTP_URL'])
  })

  it('names every problem at once, what was found and what was expected, and no secret', () => {
    const environment = {
      PORT: 'eighty',
      FILES: 's3',
      S3_SECRET_ACCESS_KEY: 'hush',
      API_KEYS: 'short',
      CORS_ORIGINS: 'example.org',
    }
    expect(problemsOf(environment)).toEqual([
      'API_KEYS',
      'CORS_ORIGINS',
      'PORT',
      'S3_ACCESS_KEY_ID',
      'S3_BUCKET',
      'S3_ENDPOINT',
    ])
    expect(() => configurationFrom(environment)).toThrow(
      'PORT: found "eighty", expected a port from 0 (any that is free) to 65535',
    )
    expect(() => configurationFrom(environment)).toThrow('API_KEYS: found a secret of 5 characters, expected')
    expect(() => configurationFrom(environment)).not.toThrow('short')
  })

  it.each([
    ['a key for clients and organisers', { API_KEYS: 'the-same-key', ADMIN_KEYS: 'the-same-key' }, 'ADMIN_KEYS'],
    ['any origin outside of development', { ...production, CORS_ORIGINS: '*' }, 'CORS_ORIGINS'],
    ['a certificate without its key', { TLS_CERTIFICATE: import.meta.filename }, 'TLS_KEY'],
    [
      'a certificate that is not there',
      { TLS_CERTIFICATE: '/nowhere', TLS_KEY: import.meta.filename },
      'TLS_CERTIFICATE',
    ],
    [
      'a sweep while requests are under way',
      { SWEEP_AFTER_MINUTES: '5', REQUEST_TIMEOUT_SECONDS: '300' },
      'SWEEP_AFTER_MINUTES',
    ],
    ['another database', { DATABASE_URL: 'mysql://localhost/x' }, 'DATABASE_URL'],
  ])('refuses %s', (_, environment, variable) => {
    expect(problemsOf(environment)).toEqual([variable])
  })
})
