import type { PlacedCall } from '../../shell/index.ts'
import { namesBackup, type Placed } from '../acts.ts'
import type { Look, Looked } from '../look.ts'
import { changes } from '../programs.ts'
import type { Rule } from '../rule.ts'
import { meantToBeGone } from './removals.ts'

/** Data is changed for good on the main line, and the backup comes later or never. */
export const destructiveBeforeBackup: Rule = {
  name: 'destructive-before-backup',
  severity: 'error',
  reason: 'What is removed before a backup was made cannot be brought back.',
  remedy: 'Put a backup, and a check that it can be read, before it.',
  *find(look) {
    const { statements, plan } = look
    for (const looked of statements) {
      const { on, statement, acts, section } = looked
      if (on !== 'main') continue
      if (acts.some(({ act }) => act.is === 'backup') || takesOne(statement.source)) return
      if (!acts.some(({ act }) => act.is === 'wipe') || section?.role === 'rollback') continue
      if (backedUpInWords(plan, statement.span.line) || forTrying.test(statement.source)) return
      if (ownMachine.test(section?.title ?? '') || meantToBeGone(look, looked) || warns.test(statement.title ?? ''))
        continue
      yield {
        span: statement.span,
        message: 'This removes data for good, and no backup is made before it.',
      }
      return
    }
  },
}

const ownMachine = /\b(?:local\w*|dev|development)\b/i
const forTrying = /#.*\b(?:dev\w*|local\w*|test\w*)\b/i

/** The comment above it says already what it costs. */
const warns =
  /\b(?:warning|caution|careful|destroys?|erases?|wipes?|(?:dev|local|test)\w* only|danger\w*|irreversibl\w*|permanent\w*|achtung|vorsicht|attention|cuidado|atenci[oó]n|aten[cç][aã]o|attenzione)\b|осторожно|внимание|警告|注意|危险|危険|경고|주의/i

/** The schema moves before there is a copy to go back to. */
export const migrationBeforeBackup: Rule = {
  name: 'migration-before-backup',
  severity: 'error',
  reason: 'A migration that fails half-way leaves a database that only a backup made before it brings back.',
  remedy: 'Move the backup above the migration.',
  *find({ statements, plan }) {
    const main = statements.filter((one) => one.on === 'main')
    const backup = main.find((one) => one.acts.some(({ act }) => act.is === 'backup'))
    const migration = main.find(
      (one) => one.section?.role === 'deploy' && one.acts.some(({ act }) => act.is === 'migrate' && act.way === 'up'),
    )
    if (backup === undefined || migration === undefined || backup.statement.span.start < migration.statement.span.start)
      return
    // In parts of their own they belong to different occasions of a guide.
    if (partOf(plan, backup.section) !== partOf(plan, migration.section)) return
    if (backedUpInWords(plan, migration.statement.span.line)) return
    yield {
      span: migration.statement.span,
      message: `The backup is made on line ${backup.statement.span.line}, after this migration.`,
    }
  },
}

/** The part of the document that a section belongs to: the section of the second level around it. */
export function partOf(plan: Look['plan'], section: Looked['section']): string | null {
  let part = section
  while (part !== null && part.level > 2) part = plan.sections.find(({ id }) => id === part?.parent) ?? null
  return part?.id ?? null
}

/** A copy that nobody looks at may be empty. */
export const backupNeverVerified: Rule = {
  name: 'backup-never-verified',
  severity: 'warning',
  reason: 'A dump that failed half-way is a file too: whether it can be read is learned when it is needed.',
  remedy:
    'Look at it directly afterwards: its size, its contents (`pg_restore --list`, `tar -t`, `gzip -t`), or a restore into a scratch database.',
  *find(look) {
    const made = look.statements.filter((one) => one.on === 'main' && one.acts.some(dumps))
    const first = made[0]
    if (first === undefined || !needed(look, first) || verified(look, made)) return
    const call = first.acts.find(dumps)?.call
    yield {
      span: call?.span ?? first.statement.span,
      message: 'Nothing looks at this backup after it is made.',
    }
  },
}

/**
 * A copy of files is what it was copied from, or `cp` fails; a dump is another thing, and may be empty. A script of the
 * team's own may well look at what it has made.
 */
const dumps = ({ act, call }: Placed) => act.is === 'backup' && !/^(?:cp|rsync)$/.test(call.program) && !ownScript(call)

const ownScript = ({ program, args }: PlacedCall) =>
  /^(?!pg_base|xtra|maria)\S*back-?_?up/i.test(program) ||
  (/^(?:(?:ba|z|da)?sh|node|npm|yarn|pnpm|make|python[\d.]*)$/.test(program) && !/manage\.py$/.test(args[0] ?? ''))

/** Something is changed after it, or a way back restores one; else it is a backup for its own sake, among other chores. */
const needed = ({ statements }: Look, { statement }: Looked) =>
  statements.some(
    ({ on, acts, calls, statement: other }) =>
      (on === 'procedure' && acts.some(({ act }) => act.is === 'restore')) ||
      (on === 'main' &&
        other.span.start > statement.span.start &&
        (acts.some(({ act }) => /^(?:migrate|service|wipe|restore)$/.test(act.is)) || calls.some(changes))),
  )

/** By a command that looks at it, an expectation, or an item that says to. */
function verified({ statements, plan }: Look, made: readonly Looked[]): boolean {
  const line = made[0]?.statement.span.line ?? 0
  if (made.some(({ step }) => step.expectations.length > 0 || step.children.length > 0)) return true
  const files = made.flatMap(({ acts }) =>
    acts.flatMap(({ act }) => (act.is === 'backup' && act.file !== null ? [stem(act.file)] : [])),
  )
  const looks = statements.some(
    ({ on, statement, acts }) =>
      on !== 'procedure' &&
      statement.span.line >= line &&
      acts.some(({ act, call }) => {
        const words = [...call.args, call.food].join(' ')
        return (
          (act.is === 'look' || act.is === 'restore') &&
          (namesBackup(`${call.program} ${words}`) || files.some((file) => words.includes(file)))
        )
      }),
  )
  return (
    looks ||
    plan.steps.some(
      (step) => step.span.line >= line - 3 && step.command === null && saysSo(`${step.title} ${step.detail ?? ''}`),
    )
  )
}

/** What of a file's name stays the same from one expansion to the next: `backup_$(date).sql` and `backup_*.sql`. */
const stem = (file: string) => /^[^$*{<]*/.exec(file.replace(/^.*\//, ''))?.[0].replace(/[._-]+$/, '') || file

const saysSo = (title: string) =>
  /back-?\s?up|dump|snapshot/i.test(title) &&
  /verif|test|check|confirm|valid|exist|size|restor|readable|integrity/i.test(title)

/** A person, a platform or a script of the team's makes one: an item or a statement above the line says so. */
const backedUpInWords = (plan: Look['plan'], line: number) =>
  plan.steps.some((step) => step.span.line < line && step.command === null && takesOne(step.title))

const takesOne = (text: string) =>
  /back-?\s?(?:ed[- ]?)?up|dump|snapshot|sauvegarde|respaldo|copia de seguridad|sicherung|резервн|备份|バックアップ|백업/i.test(
    text,
  )
