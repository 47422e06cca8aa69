import type { Span } from '../../../plan/index.ts'
import type { DocBlock } from '../../document.ts'
import type { PlacedCall } from '../../shell/index.ts'
import { has, plain } from '../../shell/programs.ts'
import { assignedBy, blocksOf, type Called, callsOf, placeOf, replacing } from '../calls.ts'
import type { Look, Looked } from '../look.ts'
import type { Found, Rule } from '../rule.ts'

/** `rm -rf "$DIR/"*` removes everything there is when `DIR` is empty. */
export const removeWithVariable: Rule = {
  name: 'remove-with-variable',
  severity: 'error',
  reason: 'When the variable is empty, the path begins at the root of the file system.',
  remedy: 'Write "${DIR:?}/…": the shell stops there when the variable is empty.',
  *find(look) {
    const { text } = look.judged.document.source
    for (const block of blocksOf(look)) {
      const values = new Map<string, string>()
      for (const { call } of block) {
        for (const [name, value] of assignedBy(call)) values.set(name, value)
        if (removes(call)) for (const word of plain(call)) yield* emptied(text, values, call, word)
      }
    }
  },
}

const removes = (call: PlacedCall) =>
  (call.program === 'rm' && has(call, '-r', '-R', '--recursive')) ||
  (call.program === 'find' && (has(call, '-delete') || /-exec\S* rm\b/.test(call.args.join(' '))))

/** What is left of a path without the variable that it begins with, where that is the root or what every system needs. */
const root = /^\/(?:\*|\.\*|\.\[.*|(?:bin|boot|dev|etc|home|lib|opt|root|sbin|srv|sys|usr|var)(?:\/.*)?)?$/

function* emptied(text: string, values: ReadonlyMap<string, string>, call: PlacedCall, word: string): Generator<Found> {
  const [all, bare, braced, rest = ''] = /^(?:\$([A-Za-z_]\w*)|\$\{([A-Za-z_]\w*)\})(\/.*)$/.exec(word) ?? []
  const name = bare ?? braced
  if (all === undefined || name === undefined) return
  const left = rest.replace(/\$\{?[A-Za-z_]\w*\}?/g, '').replace(/\/{2,}/g, '/')
  if (!root.test(left) || name === 'HOME' || name === 'PWD') return
  if (isSet(values.get(name))) return
  const written = bare === undefined ? `\${${name}}` : `$${name}`
  const span = placeOf(text, call, written)
  const found = text.slice(span.start, span.end) === written
  yield {
    span: call.span,
    message: `When ${name} is empty, this removes ${left}.`,
    remedy: `Write "\${${name}:?}": the shell stops there when ${name} is empty.`,
    fix: found ? replacing(`Stop when ${name} is empty`, span, `\${${name}:?}`) : null,
  }
}

/** A text that is written out, or begins so, is not empty. */
const isSet = (value: string | undefined) => value !== undefined && /^["']?[\w./~-]/.test(value)

/** `cd build` fails, and `rm -rf *` empties where one happens to be. */
export const removesWhereCdFailed: Rule = {
  name: 'removes-where-cd-failed',
  severity: 'error',
  reason: 'When the directory is not there, the removal below it empties the one in which one happens to be.',
  remedy: 'Join them, "cd DIR && rm …", or name the directory in the removal itself.',
  *find(look) {
    for (const block of blocksOf(look)) {
      let cd: Called | null = null
      for (const one of block) {
        const { call, looked } = one
        if (looked.step.command?.unit === 'script' || stopsAtFailure(call)) break
        if (call.program === 'cd' && !call.nested) cd = one
        if (cd === null || call.nested || !emptiesHere(call)) continue
        const to = cd.call.args[0] ?? ''
        const joined = cd.looked === looked && cd.call.followed === '&&'
        if (joined || /^(?:-|~|\$HOME|\.\.|)$/.test(to)) continue
        yield { span: call.span, message: `When "cd ${to}" fails, this empties the directory before it.` }
      }
    }
  },
}

const emptiesHere = (call: PlacedCall) =>
  (call.program === 'rm' && has(call, '-r', '-R', '--recursive') && plain(call).some(isHere)) ||
  (call.program === 'find' && has(call, '-delete') && isHere(plain(call)[0] ?? '.'))

const isHere = (word: string) => /^(?:\.\/?)?(?:\*|\.\[.*|\.\*)?$/.test(word)

const stopsAtFailure = ({ program, args }: PlacedCall) => program === 'set' && /(?:^| )-[a-z]*e/.test(args.join(' '))

/** What git does not know is what nobody else has either. */
export const gitCleanDeletesUntracked: Rule = {
  name: 'git-clean-deletes-untracked',
  severity: 'warning',
  reason: 'What git does not track is in no repository: settings, uploads, local data are gone for good.',
  remedy: 'Look first with "git clean -n", and keep what is needed with -e, e.g. -e .env -e .holdpoint.',
  *find(look) {
    for (const { call } of callsOf(look)) {
      if (call.program !== 'git' || !/^(?:[./]\S* )?clean\b/.test(plain(call).join(' ')) || !has(call, '-f', '--force'))
        continue
      if (has(call, '-n', '--dry-run') || has(call, '-e', '--exclude')) continue
      const ignored = has(call, '-x', '-X')
      yield {
        span: call.span,
        message: ignored
          ? 'This deletes what git ignores as well: .env, uploads, and .holdpoint with the record of the run.'
          : 'This deletes every file that git does not track yet.',
      }
    }
  },
}

/** The data of a service goes with its containers. */
export const volumesRemoved: Rule = {
  name: 'volumes-removed',
  severity: 'error',
  reason: 'A database in a container keeps its data in a volume, and the volume is removed too.',
  remedy: 'Leave out -v; remove a volume by its name where its data is to go.',
  *find(look) {
    for (const block of blocksOf(look)) {
      let saved = false
      for (const { call, looked } of block) {
        saved ||= /dump|backup/i.test(`${call.program} ${call.args.join(' ')}`)
        if (saved || looked.on === 'shelf' || looked.section?.role === 'prepare' || !takesVolumes(call)) continue
        const words = looked.step.command?.form === 'inline' ? looked.step.title : ''
        const lead = leadOf(look.judged.document.blocks, call.span)
        if (knows.test(`${looked.statement.title ?? ''}\n${words}\n${lead}`)) continue
        if (meantToBeGone(look, looked)) continue
        yield {
          span: call.span,
          message: 'This removes the volumes of the project too, and with them the data of its services.',
        }
      }
    }
  },
}

/** The comment or the line above says that it is the data or the volumes that go. */
const knows =
  /volum|\bdata\b|\bwip(?:e|ing)\b|from scratch|\bre-?(?:set|seed)|datos|donn[ée]es|\bdaten\b|\bdados\b|\bdati\b|данны|卷|数据|數據|データ|ボリューム|데이터|볼륨/i

/** Words for an end at which nothing is to be left. */
const toBeGone =
  /uninstall|tear(?:ing)?[ -]?down|destroy|decommission|start(?:ing)? over|from scratch|\bwip(?:e|ing)\b|\breset\b|d[eé]sinstal|deinstall|disinstall|удал|卸载|解除安裝|アンインストール|삭제/i

/** The section, or the line that introduces the block ("To wipe:"), says that removing is what one came for. */
export const meantToBeGone = ({ judged }: Look, { section, step, statement }: Looked) =>
  toBeGone.test(section?.title ?? '') ||
  (step.command?.form === 'inline' && toBeGone.test(step.title)) ||
  (step.command?.form === 'fence' && toBeGone.test(leadOf(judged.document.blocks, statement.span)))

/** The paragraph that introduces the block in which something stands; '' where none does. */
function leadOf(blocks: readonly DocBlock[], { start }: Span): string {
  const lead = blocks[blocks.findIndex((block) => block.kind === 'code' && start < block.span.end) - 1]
  return lead?.kind === 'paragraph' ? lead.text.plain : ''
}

function takesVolumes(call: PlacedCall): boolean {
  const words = plain(call).join(' ')
  if (!/^(?:docker|podman|docker-compose)$/.test(call.program)) return false
  const down = call.program === 'docker-compose' ? /(?:^| )down\b/ : /^compose (?:.* )?down\b/
  if (down.test(words)) return has(call, '-v', '--volumes')
  return /^system prune\b/.test(words) ? has(call, '--volumes') : /^volume prune\b/.test(words)
}
