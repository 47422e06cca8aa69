import { takeCoverage } from 'node:v8'
import { afterAll } from 'vitest'

/** Processes of tests are ended from outside: what was covered is written before. */
afterAll(() => takeCoverage())
