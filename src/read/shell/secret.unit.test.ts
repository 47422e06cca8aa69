import { expect, it } from 'vitest'
import { analyseShell } from './index.ts'

const tells = (text: string) =>
  analyseShell([{ text, span: { start: 0, end: text.length, line: 1, endLine: 1 } }]).flags.includes('secret')

it.each([
  'JWT_SECRET=... node server.js',
  'JWT_SECRET=<secret> node server.js',
  'export API_TOKEN=8f3c1d',
  'cargo login <your-harbour-token>',
  'vault login YOUR_TOKEN',
  'aws secretsmanager create-secret --name pier --secret-string herring',
  'password = "hunter2 and more"',
])('carries a credential, or the place of one: %s', (text) => expect(tells(text)).toBe(true))

it.each([
  'network-passphrase = "Harbour Network Passphrase"',
  'JWT_SECRET=$SECRET node server.js',
  'cargo login',
  'aws secretsmanager create-secret --secret-string file://pier.json',
])('carries none: %s', (text) => expect(tells(text)).toBe(false))
