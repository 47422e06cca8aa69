import { diagnosticsNamed, type Named } from '../read/diagnostics.ts'
import type { KeptDiagnostic, RunCommand, RunState } from '../run/index.ts'
import { Masker } from './masking/masker.ts'
import type { Diagnose, Diagnostic, RunFiles } from './ports.ts'
import type { Secrets } from './secrets.ts'

/** Milliseconds for all of it: a way back does not wait longer. */
const timeout = 10_000

/** Files, and units or containers, of one document; the first that it names. */
const most = 20

interface DiagnosticPorts {
  readonly files: RunFiles
  readonly secrets: Secrets
  readonly diagnose: Diagnose | null
}

/**
 * Keeps what tells how things stand before a way back changes them: the ends of the logs that the document names, the state
 * of its services, and of this machine. Once for each way back, before its first step. Whatever goes wrong here is told, and
 * holds nothing up.
 */
export async function keepDiagnostics(ports: DiagnosticPorts, state: RunState): Promise<readonly RunCommand[]> {
  const procedure = procedureDue(state)
  if (procedure === null || ports.diagnose === null) return []
  const wanted = wantedOf(diagnosticsNamed(state.plan, state.source.text))
  const kept: KeptDiagnostic[] = []
  const found = await ports.diagnose(wanted, state.cwd, timeout).catch((error: unknown) => reasonOf(error))
  for (const [index, diagnostic] of wanted.entries()) {
    const what = typeof found === 'string' ? found : (found[index] ?? 'it was not looked at')
    kept.push(await keep(ports, state, procedure, diagnostic, index, what))
  }
  return [{ type: 'KeepDiagnostics', procedure, kept }]
}

/** The way back whose first step is still to come, and before which nothing was kept. */
function procedureDue({ line, status, running, rehearsal, procedures, course, plan }: RunState): string | null {
  if (line === 'main' || status !== 'running' || running.length > 0 || rehearsal || course.frontier >= 0) return null
  const isAfter = plan.procedures.some(({ id, aftermath }) => id === line.procedure && aftermath)
  return isAfter || procedures[line.procedure]?.kept != null ? null : line.procedure
}

async function keep(
  { files, secrets }: DiagnosticPorts,
  state: RunState,
  procedure: string,
  diagnostic: Diagnostic,
  index: number,
  found: Uint8Array | string,
): Promise<KeptDiagnostic> {
  const of = diagnostic.is === 'file' ? diagnostic.path : [diagnostic.program, ...diagnostic.args].join(' ')
  const none = { of, file: null, bytes: 0, digest: '', raw: false }
  if (typeof found === 'string') return { ...none, why: found }
  // Where a secret is not known here it cannot be hidden: the file is for this machine alone then.
  const values = secrets.given(state)
  try {
    const file = `${safe(procedure)}-${String(index + 1).padStart(2, '0')}.txt`
    const seal = await files.keep(state.id, file, values === null ? found : masked(found, values))
    return { ...none, ...seal, file, raw: values === null, why: null }
  } catch (error) {
    return { ...none, why: reasonOf(error) }
  }
}

function masked(bytes: Uint8Array, values: readonly string[]): Uint8Array {
  const masker = new Masker(values)
  return Buffer.concat([masker.write(bytes), masker.end()])
}

function wantedOf({ files, units, containers, tools }: Named): readonly Diagnostic[] {
  const program = (name: string, ...args: readonly string[]): Diagnostic => ({ is: 'program', program: name, args })
  return [
    ...files.slice(0, most).map((path): Diagnostic => ({ is: 'file', path })),
    ...units
      .slice(0, most)
      .flatMap((unit) => [
        program('systemctl', 'status', '--no-pager', '--lines=50', unit),
        program('journalctl', '--no-pager', '--lines=500', '--unit', unit),
      ]),
    ...containers.slice(0, most).map((name) => program('docker', 'logs', '--tail', '500', '--timestamps', name)),
    ...(tools.includes('compose') ? [program('docker', 'compose', 'ps', '--all')] : []),
    ...(tools.includes('kubectl') ? [program('kubectl', '--request-timeout=5s', 'get', 'pods', '--output=wide')] : []),
    program('ps', '-eo', 'pid,ppid,etime,rss,stat,args', '--sort=-rss'),
    program('ss', '--listening', '--tcp', '--numeric', '--processes'),
    program('df', '-h'),
    program('free', '-m'),
  ]
}

const safe = (id: string) => id.replace(/[^A-Za-z0-9]+/g, '-').slice(0, 40)

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error))
