import type { Step } from '../../../plan/index.ts'
import type { PlacedCall } from '../../shell/index.ts'
import { has, plain } from '../../shell/programs.ts'
import { callsOf, placeOf } from '../calls.ts'
import type { Looked } from '../look.ts'
import type { Rule } from '../rule.ts'

/** `latest` is another thing tomorrow. */
export const floatingVersion: Rule = {
  name: 'floating-version',
  severity: 'warning',
  reason: 'What was tested and what is released are two things when the name is given to whatever came last.',
  remedy: 'Name the version or the digest, and take it from a variable: app:"$VERSION".',
  *find(look) {
    const { text } = look.judged.document.source
    const made = new Set<string>()
    for (const { call, looked } of callsOf(look)) {
      for (const image of madeBy(call)) made.add(image)
      const role = looked.section?.role
      if ((role !== 'deploy' && role !== 'rollback') || looked.on === 'shelf') continue
      const image = fetched(call)
      if (image === null || made.has(image)) continue
      yield {
        span: placeOf(text, call, image),
        message:
          looked.on === 'procedure'
            ? `The way back fetches ${image}: whatever was pushed last, which may be what is to be taken back.`
            : `What ${image} names may change between test and release.`,
      }
    }
  },
}

/** The word with which something is fetched by its newest version; null: none. What is built or pushed is not. */
function fetched(call: PlacedCall): string | null {
  const words = plain(call)
  const said = words.join(' ')
  const images =
    (/^(?:docker|podman)$/.test(call.program) && /^(?:pull|run|create|service (?:create|update))\b/.test(said)) ||
    (/^(?:kubectl|oc)$/.test(call.program) && /^(?:set image|run|create deployment)\b/.test(said)) ||
    (call.program === 'gcloud' && /^run deploy\b/.test(said)) ||
    (call.program === 'az' && /\b(?:create|update|set)\b/.test(said))
  if (!images) return null
  const image = call.args.find((arg) => /^[^\s:]*[\w>}/.-]:latest$/.test(arg) || /=[^\s]+:latest$/.test(arg)) ?? null
  return image !== null && runsOnce(call, image) ? null : image
}

/** A tool that is asked for something and goes: a command stands behind the image, and nobody detaches it. */
const runsOnce = (call: PlacedCall, image: string) =>
  plain(call)[0] === 'run' &&
  call.args.at(-1) !== image &&
  !has(call, '-d', '--detach') &&
  !has(call, '-p', '--publish')

/** Names that a build or a tag gives to an image of this machine. */
function madeBy(call: PlacedCall): readonly string[] {
  if (!/^(?:docker|podman)$/.test(call.program)) return []
  if (plain(call)[0] === 'tag') return plain(call).slice(2)
  if (!/^(?:build|buildx build)\b/.test(plain(call).join(' '))) return []
  return call.args.flatMap((arg, at) => {
    if (arg.startsWith('--tag=')) return [arg.slice(6)]
    return /^(?:-t|--tag)$/.test(call.args[at - 1] ?? '') ? [arg] : []
  })
}

/** What others have pushed meanwhile is replaced unseen. */
export const forcePush: Rule = {
  name: 'force-push',
  severity: 'warning',
  reason: 'Commits that somebody else has pushed meanwhile are gone from the branch, and nobody is told.',
  remedy: 'Use --force-with-lease, which refuses when the branch is not what one has seen last.',
  *find(look) {
    const tags = new Set<string>()
    for (const { call, looked } of callsOf(look)) {
      if (call.program === 'git' && plain(call)[0] === 'tag') for (const word of plain(call).slice(1)) tags.add(word)
      if (call.program !== 'git' || plain(call)[0] !== 'push' || !forced(call) || warnedOf(looked)) continue
      // A tag that is moved holds no commits of others.
      const refs = plain(call).slice(2)
      if (refs.length > 0 && refs.every((ref) => tags.has(ref) || ref.startsWith('refs/tags/'))) continue
      if (call.args.some((arg) => arg.startsWith('--force-with-lease') || arg === '--dry-run' || arg === '-n')) continue
      // Who names the one branch that another is to become has decided what is lost.
      if (plain(call).some((word) => /^[^+\s:]\S*:\S/.test(word) && !/:\/\/|@/.test(word))) continue
      const branch = plain(call).slice(2).join(' ')
      yield { span: call.span, message: `This replaces ${branch || 'the branch'} whatever stands there by now.` }
    }
  },
}

/** A sentence that names the command to say that it is not to be given. */
const warnedOf = ({ step }: Looked) =>
  step.command?.form === 'inline' &&
  /\b(?:never|avoid|forbidden|not allowed|do not|don.t|instead of)\b/i.test(step.title)

const forced = (call: PlacedCall) =>
  has(call, '-f', '--force') ||
  plain(call)
    .slice(2)
    .some((word) => /^\+\w/.test(word))

/** The commit before is not what ran before. */
export const rollbackGuessesVersion: Rule = {
  name: 'rollback-guesses-version',
  severity: 'warning',
  reason:
    'HEAD~1 is the commit before this one: a release brings several, and the one before may never have run anywhere.',
  remedy: 'Note what runs before the change, e.g. git rev-parse HEAD > previous.txt, and go back to that.',
  *find(look) {
    const { text } = look.judged.document.source
    const told = new Set<Step>()
    for (const { call, looked } of callsOf(look)) {
      const back = looked.on === 'procedure' || looked.section?.role === 'rollback'
      if (!back || looked.on === 'shelf' || call.program !== 'git' || told.has(looked.step)) continue
      const [verb, ...words] = plain(call)
      if (verb !== 'checkout' && verb !== 'reset' && verb !== 'switch') continue
      const guess = words.find((word) => /^(?:HEAD|@)(?:~\d*|\^+)$/.test(word))
      if (guess === undefined) continue
      told.add(looked.step)
      yield {
        span: placeOf(text, call, guess),
        message: `${guess} counts commits, not releases: what ran before this one may stand elsewhere.`,
      }
    }
  },
}
