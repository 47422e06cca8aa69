import type { Call } from './calls.ts'
import { opens } from './openers.ts'
import { byProgram, has, plain, scriptWords } from './programs.ts'

interface Rule {
  readonly programs: RegExp
  /** `words`: what is no option, joined by blanks. Absent: always. */
  readonly when?: (call: Call, words: string) => boolean
}

/** With these it makes no key, or is given the passphrase. */
const KEY_GIVEN = ['-N', '-y', '-l', '-R', '-F', '-A', '-e', '-i', '-Y', '-Z', '-H', '-B', '-L']

const SETS_UP = /^(?:init|launch|env init)$/
const TOLD = [
  '-y',
  '--yes',
  '--prod',
  '--token',
  '--non-interactive',
  '--no-interactive',
  '--app-template',
  '--location',
  '-p',
  '--platform',
  '--now',
  '--help',
  '-h',
  '--version',
]

/** Programs that need a person, by their own grammar; one row for each way in which they do. */
const rules: readonly Rule[] = [
  {
    programs: /^(vi|vim|nvim|nano|emacs|visudo|less|more|man|passwd|mysql_secure_installation|ssh-copy-id|telnet|ftp)$/,
  },
  // They say it themselves, or ask for the value that they are given here.
  {
    programs: /^(?!docker$|podman$|kubectl$|oc$|git$|rm$|cp$|mv$|ln$)/,
    when: (call) => has(call, '--interactive') && !call.fed,
  },
  { programs: /^gcloud$/, when: (call, words) => /^(?:beta )?sql connect\b/.test(words) && !call.fed },
  { programs: /^vercel$/, when: (call, words) => /^env add\b/.test(words) && !call.fed },
  // What sets up a project asks how, unless it is told.
  {
    programs: /^(?:vercel|npm|yarn|pnpm|firebase|gcloud|eb|fly|flyctl|amplify|sam|heroku)$/,
    when: (call, words) =>
      (SETS_UP.test(words) || (call.program === 'vercel' && words === '')) && !call.fed && !has(call, ...TOLD),
  },
  { programs: /^sam$/, when: (call, words) => /^deploy\b/.test(words) && has(call, '--guided', '-g') },
  {
    programs: /^(?:dpkg-reconfigure|tzselect|cfdisk|vipw|vigr|visudo|chsh|kinit|raspi-config)$/,
    when: (call) => !call.fed && !has(call, '-f'),
  },
  { programs: /^(?:rails|rake)$/, when: (_call, words) => /^(?:credentials|encrypted):edit\b/.test(words) },
  { programs: /^ansible-vault$/, when: (_call, words) => /^(?:edit|create)\b/.test(words) },
  { programs: /^gpg2?$/, when: (call) => has(call, '--edit-key', '--edit-card', '--card-edit') },
  { programs: /^tmux$/, when: (_call, words) => /^(?:a|attach|attach-session)(?: |$)/.test(words) },
  { programs: /^screen$/, when: (call) => has(call, '-r', '-x', '-R') },
  { programs: /^wrangler$/, when: (call, words) => /^secret put\b/.test(words) && !call.fed },
  {
    programs: /^gh$/,
    when: (call, words) => /^secret set\b/.test(words) && !call.fed && !has(call, '-b', '--body', '-f', '--env-file'),
  },
  // Without a value behind it the password is asked for on the terminal, whatever the input is.
  {
    programs: /^(?:mysql|mysqldump|mysqladmin|mariadb|mariadb-dump)$/,
    when: (call) => call.args.some((arg) => /^(?:-p|--password)$/.test(arg)),
  },
  // What the image runs gets the terminal.
  {
    programs: /^(docker|podman)$/,
    when: (call, words) =>
      /^run\b/.test(words) &&
      has(call, '-it', '-ti') &&
      !has(call, '-d', '--detach') &&
      /(?:^|\/)[\w.-]+:[\w.-]+$/.test(call.args.at(-1) ?? ''),
  },
  { programs: /^(?:mosquitto_passwd|htpasswd)$/, when: (call) => !has(call, '-b', '-i', '-D') },
  { programs: /^adduser$/, when: (call) => !has(call, '--disabled-password', '--system') && plain(call).length === 1 },
  { programs: /^createuser$/, when: (call) => has(call, '-P', '--pwprompt', '--interactive') },
  // It asks for the passphrase of the key that it makes.
  { programs: /^ssh-keygen$/, when: (call) => !call.fed && !has(call, ...KEY_GIVEN) },
  { programs: /^gpg2?$/, when: (call) => has(call, '--gen-key', '--full-gen-key', '--full-generate-key') },
  { programs: /^sftp$/, when: (call) => !call.fed && !has(call, '-b') },
  { programs: /^crontab$/, when: (call) => has(call, '-e') },
  { programs: /^read$/, when: (call) => !call.fed && has(call, '-p') },
  {
    programs: /^git$/,
    when: (call, words) =>
      (/^rebase\b/.test(words) && has(call, '-i', '--interactive')) ||
      (/^(add|checkout|restore|reset|stash)\b/.test(words) && has(call, '-p', '--patch')) ||
      // These open an editor for the message.
      (/^revert\b/.test(words) && !has(call, '--no-edit', '--no-commit', '-n', '--continue', '--abort')) ||
      (/^commit\b/.test(words) && !has(call, '-m', '--message', '-F', '--file', '-C', '--no-edit', '--fixup')) ||
      (/^tag\b/.test(words) && has(call, '-a', '-s', '--annotate', '--sign') && !has(call, '-m', '--message', '-F')),
  },
  {
    programs: /^(kubectl|oc)$/,
    when: (call, words) =>
      /\bedit\b/.test(words) ||
      (/\b(run|debug)\b/.test(words) && has(call, '-it', '-ti', '--tty') && !call.args.includes('--')),
  },
  {
    programs: /^(docker|podman)$/,
    when: (call, words) => /^(run|exec)\b/.test(words) && has(call, '-it', '-ti') && /\b(ba|z|a)?sh$/.test(words),
  },
  // Without an id they let one choose from a list.
  { programs: /^gh$/, when: (_call, words) => /^(run (watch|view|rerun|cancel|download)|workflow run)$/.test(words) },
  {
    programs: /^(terraform|tofu)$/,
    when: (call, words) =>
      /^(apply|destroy)$/.test(words) &&
      !call.fed &&
      !call.args.some((arg) => /^--?(auto-approve|input=false)/.test(arg)),
  },
  {
    programs: /^certbot$/,
    when: (call, words) =>
      !/^(renew|certificates)\b/.test(words) && !has(call, '-n', '--non-interactive', '--noninteractive'),
  },
  { programs: /^ufw$/, when: (call, words) => /^(enable|reset)$/.test(words) && !has(call, '--force') && !call.fed },
  {
    programs: /./,
    when: (call) => {
      const [script = '', verb = ''] = scriptWords(call)
      return (
        /(^|\/)manage\.py$/.test(script) &&
        /^(createsuperuser|changepassword)$/.test(verb) &&
        !has(call, '--noinput', '--no-input')
      )
    },
  },
]

const rulesOf = byProgram(rules)

/** Needs a person at the terminal: a session, an editor, a question of its own. */
export function interactive(call: Call): boolean {
  if (opens(call) !== null) return true
  const words = plain(call).join(' ')
  const asks = rulesOf(call.program).some(({ when }) => when?.(call, words) ?? true)
  return asks || asksLogin(call)
}

/** Asks who one is, on the terminal or in a browser. */
export function asksLogin(call: Call): boolean {
  const words = plain(call).join(' ')
  if (
    call.fed ||
    has(call, '--password-stdin', '--with-token', '--service-principal', '-p', '--password', '--key-file', '--token')
  )
    return false
  // `cargo login TOKEN` is told all it asks for.
  if (/^(?:cargo|railway|vault)$/.test(call.program) && /^login \S/.test(words)) return false
  if (call.program === 'aws') return words === 'configure' || /^configure sso/.test(words)
  return (
    /^(heroku|gcloud|az|docker|npm|vercel|gh|fly|flyctl|netlify|firebase|supabase|railway|wrangler|eas|expo|cargo|oc|twine|ghcr|helm)$/.test(
      call.program,
    ) && /^(auth |registry |auth application-default )?(login|adduser)\b/.test(words)
  )
}
