import type { Fix, Statement } from '../../../plan/index.ts'
import type { PlacedCall } from '../../shell/index.ts'
import { has, plain } from '../../shell/programs.ts'
import { blocksOf, callsOf, chainOf, nextCall } from '../calls.ts'
import type { Look, Looked } from '../look.ts'
import { changes, checks } from '../programs.ts'
import type { Found, Rule } from '../rule.ts'

/** A check whose failure is turned into a success, or into a word that nobody waits for. */
export const checkCannotFail: Rule = {
  name: 'check-cannot-fail',
  severity: 'warning',
  reason: 'A check that ends with status 0 whatever it found lets the release go on.',
  remedy: 'Let it fail, or print the word and fail: "|| { echo FAILED; exit 1; }".',
  *find(look) {
    const { text } = look.judged.document.source
    for (const { call, looked } of callsOf(look)) {
      if (call.nested || !checks(call)) continue
      const word = swallowed(text, looked.calls, call)
      if (word === null) continue
      yield {
        span: { ...call.span, end: word.span.end, endLine: word.span.endLine },
        message: `When ${call.program} fails, "${shown(word)}" still ends it with status 0: the check passes.`,
      }
    }
    for (const { statement, calls } of look.statements) yield* loopsOn(text, statement, calls)
  },
}

/** A `for` has the status of its last round: what fails before it, or never succeeds, goes unseen. */
function* loopsOn(text: string, { source, span }: Statement, calls: readonly PlacedCall[]): Generator<Found> {
  if (!/^for\b[\s\S]*\bdone$/.test(source.trim()) || /\b(?:exit|return|false)\b|\bset -\w*e|\|\||\[\[? /.test(source))
    return
  const own = calls.filter((call) => !call.nested)
  const last = own.at(-1)
  if (last === undefined) return
  const tried = own.find(
    (call) => checks(call) && call.followed === '&&' && nextCall(text, calls, call)?.program === 'break',
  )
  if (tried !== undefined && last.program === 'sleep')
    yield {
      span: { ...tried.span, end: span.end, endLine: span.endLine },
      message: `When ${tried.program} fails in every round, the loop ends with the status of sleep: the check passes.`,
      remedy: 'Look once more behind the loop, or count the rounds and exit 1 after the last one.',
    }
  else if (verifies(last) && last.followed === undefined && /^[\s;]*done$/.test(text.slice(last.span.end, span.end)))
    yield {
      span: last.span,
      message: `The loop has the status of its last round: a ${last.program} that fails before it goes unseen.`,
      remedy: 'End the loop where it fails: "|| exit 1".',
    }
}

/** Tells whether a file is what it should be, and says so by its status. */
const verifies = (call: PlacedCall) =>
  /^(?:gpg2?|minisign|cosign|gh|openssl)$/.test(call.program)
    ? /--verify\b|(?:^| )(?:verify|dgst .*-verify|attestation verify)\b/.test(call.args.join(' '))
    : /^(?:sha\d*sum|shasum|md5sum|b2sum|cksum)$/.test(call.program) && has(call, '-c', '--check')

/** What must not fail, and whose failure is thrown away. */
export const failureIgnored: Rule = {
  name: 'failure-ignored',
  severity: 'warning',
  reason: 'What comes next builds on a step that may have failed without anybody being told.',
  remedy: 'Let it fail; where a certain failure is harmless, test for that one before.',
  *find(look) {
    const { text } = look.judged.document.source
    for (const { call, looked } of callsOf(look)) {
      if (call.nested || !changes(call)) continue
      const word = swallowed(text, looked.calls, call)
      if (word === null) continue
      yield {
        span: { ...call.span, end: word.span.end, endLine: word.span.endLine },
        message: `When ${call.program} fails, "${shown(word)}" hides it, and the release goes on without it.`,
      }
    }
  },
}

/** The call behind `||` (of the chain that this one begins) that ends everything with 0; null: a failure stays one. */
function swallowed(text: string, calls: readonly PlacedCall[], call: PlacedCall): PlacedCall | null {
  const last = chainOf(text, calls, call, /^(?:&&|\|)$/)?.at(-1)
  if (last === undefined) return null
  const word = last.followed === '||' ? nextCall(text, calls, last) : null
  if (word === null || word.followed !== undefined) return null
  const ends = /^(?:true|:|echo|printf)$/.test(word.program) || (word.program === 'exit' && word.args[0] === '0')
  return ends && !goesOn(text, word) ? word : null
}

/** `|| echo failed; exit 1` on one line still fails. */
const goesOn = (text: string, { span }: PlacedCall) =>
  /^[ \t]*;[ \t]*(?:exit|return|false|break)\b/.test(text.slice(span.end, span.end + 40))

const shown = ({ program, args }: PlacedCall) =>
  `|| ${program === 'echo' || program === 'printf' ? `${program} …` : [program, ...args].join(' ')}`

/** A pipe has the status of its last part. */
export const pipeHidesFailure: Rule = {
  name: 'pipe-hides-failure',
  severity: 'warning',
  reason: 'A pipe ends with the status of its last part: what failed before it goes unseen.',
  remedy: 'Put "set -o pipefail" before it, or write to a file first and then go on with the file.',
  *find(look) {
    const { text } = look.judged.document.source
    for (const block of blocksOf(look)) {
      let told = false
      for (const { call, looked } of block) {
        told ||= call.program === 'set' && call.args.includes('pipefail')
        if (told || call.nested || !PIPE.test(call.followed ?? '')) continue
        if (!(dumps(call) || (suite(call) && !isRead(look, looked)) || changes(call))) continue
        const last = chainOf(text, looked.calls, call, PIPE)?.at(-1)
        if (last === undefined || !passesOn.test(last.program)) continue
        const kind = dumps(call) ? 'leaves a broken file behind' : 'goes unseen'
        yield {
          span: { ...call.span, end: last.span.end, endLine: last.span.endLine },
          message: `This ends with the status of ${last.program}: a ${call.program} that fails ${kind}.`,
          fix: dumps(call) ? withPipefail(text, looked) : null,
        }
      }
    }
  },
}

const PIPE = /^\|&?$/

/** Tests that end with the status of what they found; a request is looked at by whoever reads its answer. */
const suite = (call: PlacedCall) => checks(call) && !/^(?:curl|wget|http|nc|test|\[|systemctl)$/.test(call.program)

/** What the end of it has to show is said, so somebody or something reads it; what is only offered holds nothing up. */
const isRead = ({ judged }: Look, { step, statement, on, choice }: Looked) =>
  on === 'shelf' ||
  choice ||
  step.expectations.some((one) => one.statement === statement.index || one.statement === null) ||
  judged.vocabulary.phrase('expected', statement.title ?? '') !== null

/** What takes whatever comes, and says nothing about it. */
const passesOn =
  /^(?:gzip|pigz|xz|zstd|bzip2|lz4|tee|tail|head|cat|less|more|sort|ssh|aws|gsutil|gcloud|openssl|gpg|age|split|pv|psql|mysql|mariadb|rclone|mc|s3cmd|dd)$/

function dumps(call: PlacedCall): boolean {
  if (
    /^(?:pg_dump|pg_dumpall|mysqldump|mariadb-dump|mongodump|pg_basebackup|xtrabackup|mariabackup)$/.test(call.program)
  )
    return true
  if (/^(?:tar|bsdtar)$/.test(call.program)) return /^-?[A-Za-z]*c/.test(call.args[0] ?? '') || has(call, '--create')
  return call.program === 'docker' && /^save\b/.test(plain(call).join(' '))
}

/** The option on a line of its own above the statement, with whatever the statement's line begins with. */
function withPipefail(text: string, { step, statement }: Looked): Fix | null {
  if (step.command?.form !== 'fence') return null
  const { span } = statement
  const from = Math.max(text.lastIndexOf('\n', span.start - 1), text.lastIndexOf('\r', span.start - 1)) + 1
  const before = text.slice(from, span.start)
  if (!/^[ \t>]*(?:[$#%]\s)?$/.test(before)) return null
  const end = /\r\n|\n|\r/.exec(text)?.[0] ?? '\n'
  return {
    title: 'Add set -o pipefail',
    edits: [{ span: { ...span, end: span.start, endLine: span.line }, text: `set -o pipefail${end}${before}` }],
  }
}
