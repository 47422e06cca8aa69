import { accessSync, constants } from 'node:fs'
import { join } from 'node:path'
import { commitTimes, readProject } from '../../compose.ts'
import { documentsBelow, documentWithin, readDocument, replaceDocument, stampOf } from '../../compose-documents.ts'
import { HoldpointError } from '../../errors.ts'
import type { Source } from '../../plan/index.ts'
import { bytesOf, documented, read } from '../../read/index.ts'
import type { PlaceParts, ProjectTold } from '../../server/place-parts.ts'
import { checksOf } from '../bound-checks.ts'
import { findRun } from '../find-run.ts'
import { ruleNames, settle } from '../lint/checked.ts'
import { rulePage } from '../lint/pages.ts'
import { tailKey, tailsOf } from '../report/tails.ts'
import { verifyRun } from '../verify/kept-run.ts'
import { numbersOf, sentence } from '../verify/sentences.ts'
import type { Workplace } from '../workplace.ts'

/** What the page shows of a place beside its runs: the same documents, settings and proofs as the commands. */
export function placeParts(work: Workplace): PlaceParts {
  const { cwd } = work.place
  const settings = () => readProject(join(cwd, 'holdpoint.yaml'), ruleNames)
  return {
    documents: documentsOf(cwd, settings),
    project: () => told(settings()),
    rulePage: (rule) => (documented.some(({ name }) => name === rule) ? rulePage(rule) : null),
    commitTimes: (from, to) => commitTimes(cwd, from, to),
    verify: async (run) => {
      const verified = await verifyRun(work, findRun(await work.engine.runs(), run, work.place))
      const number = numbersOf(verified.journal)
      return { ...verified, sentence: (one) => sentence(one, number) }
    },
    tails: async (state) => {
      const tails = await tailsOf(state, work)
      return (step, attempt) => tails.get(tailKey(step, attempt)) ?? null
    },
  }
}

type Settings = ReturnType<typeof readProject>

function documentsOf(cwd: string, settings: () => Settings): PlaceParts['documents'] {
  const readAt = (path: string): Source => ({ ...readDocument(documentWithin(cwd, path)), path })
  return {
    list: () => documentsBelow(cwd),
    stamp: (path) => {
      try {
        const own = stampOf(documentWithin(cwd, path))
        return own === null ? null : `${own} ${stampOf(join(cwd, 'holdpoint.yaml')) ?? ''}`
      } catch (error) {
        if (error instanceof HoldpointError) return null
        throw error
      }
    },
    read: readAt,
    understood: async (source) => {
      const project = settings()
      const { plan, judged, findings, silenced } = read(source, checksOf(project?.checks ?? []))
      const settled = settle(findings, project?.rules ?? {})
      return { plan, judged, findings: settled.findings, silenced: [...silenced, ...settled.silenced] }
    },
    isWritable: (path) => {
      try {
        accessSync(documentWithin(cwd, path), constants.W_OK)
        return true
      } catch {
        return false
      }
    },
    replace: (path, digest, text) => {
      const file = documentWithin(cwd, path)
      const { encoding } = readAt(path)
      if (encoding === 'latin1') refuseUnknown(path, text)
      replaceDocument(file, digest, bytesOf({ text, encoding }))
      return readAt(path).digest
    },
  }
}

/** Fails with `runbook-encoding` at the first character that one byte cannot be. */
function refuseUnknown(path: string, text: string): void {
  const at = [...text].findIndex((character) => (character.codePointAt(0) ?? 0) > 255)
  if (at < 0) return
  const before = [...text].slice(0, at + 1)
  const line = before.join('').split(/\r\n|\n|\r/).length
  throw new HoldpointError('runbook-encoding', { path, character: before.at(-1) ?? '', line })
}

function told(project: Settings): ProjectTold | null {
  if (project === null) return null
  const environments = Object.entries(project.environments)
  return {
    path: project.path,
    checks: project.checks,
    rules: Object.fromEntries(Object.entries(project.rules).map(([rule, { severity }]) => [rule, severity])),
    environments: environments.map(([name, { terms, lock, authority }]) => ({ name, terms, lock, authority })),
    inputs: {
      '': project.inputs,
      ...Object.fromEntries(environments.map(([name, { inputs }]) => [name, { ...project.inputs, ...inputs }])),
    },
  }
}
