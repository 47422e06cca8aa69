import { replaceDocument } from '../../compose-documents.ts'
import { HoldpointError } from '../../errors.ts'
import type { Severity, Source } from '../../plan/index.ts'
import { bytesOf } from '../../read/index.ts'
import type { Context } from '../context.ts'
import { exits } from '../exit.ts'
import type { Given } from '../given.ts'
import { atLeast, check, ruleNames } from '../lint/checked.ts'
import { documentsIn } from '../lint/files.ts'
import { annotations } from '../lint/github.ts'
import { checkingJson, type Unread } from '../lint/json.ts'
import { type Mending, mend } from '../lint/mend.ts'
import { rulePage } from '../lint/pages.ts'
import { patchLines, patchOf } from '../lint/patch.ts'
import { progress } from '../lint/progress.ts'
import { sarif } from '../lint/sarif.ts'
import { checkingText, mendedText } from '../lint/summary.ts'
import { visible } from '../terminal/sanitise.ts'

export async function execute(given: Given, context: Context): Promise<number> {
  const explain = given.text('explain')
  if (explain !== null) {
    context.print(visible(rulePage(knownRule(explain)), context.look.caps.unicode).split('\n'))
    return exits.done
  }
  const files = given.list('file')
  if (files.length === 0)
    throw new HoldpointError('argument-missing', { command: 'lint', name: 'file', help: 'holdpoint lint --help' })
  if (given.flag('fix') && !given.flag('diff') && files.includes('-')) throw new HoldpointError('input-not-mended')
  const severity = (given.text('severity') ?? 'info') as Severity
  const rules = given.list('rule').map((name) => (/^shellcheck(?:\/SC\d{4})?$/.test(name) ? name : knownRule(name)))

  const { sources, unread } = await documentsIn(files, context.stdin)
  const bar = progress(context, sources.length)
  const checkAll = (some: readonly Source[]) =>
    check(some, { rules, env: context.env, shellcheck: !given.flag('no-shellcheck'), tell: bar.tell })
  const mending: Mending =
    given.flag('fix') || given.flag('diff')
      ? await mend(sources, checkAll)
      : { checking: await checkAll(sources), before: sources, mended: new Map() }
  bar.end()
  if (given.flag('diff')) {
    complain(unread, context)
    print(mending, context)
  } else {
    if (given.flag('fix')) write(mending)
    say(mending, { severity, unread, files, format: given.json ? 'json' : (given.text('format') ?? 'text') }, context)
  }
  if (unread.length > 0) return exits.usage
  return mending.checking.documents.some((one) => one.findings.some(isError)) ? exits.failed : exits.done
}

const isError = (finding: { readonly severity: Severity }) => finding.severity === 'error'

interface Saying {
  readonly severity: Severity
  readonly unread: readonly Unread[]
  readonly files: readonly string[]
  readonly format: string
}

function say({ checking, mended }: Mending, { severity, unread, files, format }: Saying, context: Context): void {
  if (format === 'json') {
    context.printJson(checkingJson(checking, severity, unread, mended))
    return
  }
  complain(unread, context)
  if (format === 'sarif') context.print(JSON.stringify(sarif(checking, severity, context.version, unread), null, 2))
  else if (format === 'github')
    context.print(checking.documents.flatMap((one) => annotations(one, atLeast(one.findings, severity))))
  else if (checking.documents.length > 0)
    context.print([...mendedText(mended, context.look), ...checkingText(checking, { severity, files }, context.look)])
}

const complain = (unread: readonly Unread[], { stderr }: Context) => {
  for (const { error } of unread) stderr.write(`holdpoint: ${visible(error.sentence)}\n${visible(error.next)}\n`)
}

/** Every document that was mended, each at once. One that cannot be written ends it; those before are told by `git diff`. */
function write({ checking, before, mended }: Mending): void {
  checking.documents.forEach(({ source }, at) => {
    const old = before[at]
    if (old !== undefined && mended.has(source.path)) replaceDocument(source.path, old.digest, bytesOf(source))
  })
}

/** For the eyes on a terminal, for `patch` and `git apply` elsewhere. */
function print({ checking, before, mended }: Mending, context: Context): void {
  checking.documents.forEach(({ source }, at) => {
    const old = before[at]
    if (old === undefined || !mended.has(source.path)) return
    if (context.stdout.isTTY || context.look.caps.plain) context.print(patchLines(old, source, context.look))
    else context.stdout.write(patchOf(old, source))
  })
}

/** Fails with `rule-unknown`, and the name that may have been meant. */
function knownRule(name: string): string {
  if (ruleNames.includes(name)) return name
  const parts = name.split('-')
  const near = ruleNames.find((rule) => rule.startsWith(name) || parts.filter((part) => rule.includes(part)).length > 1)
  throw new HoldpointError('rule-unknown', {
    rule: name,
    suggestion: near === undefined ? '' : ` Did you mean ${near}?`,
  })
}
