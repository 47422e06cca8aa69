import { output } from './program.ts'
import { type Look, number, type Seen, saw, word, yes } from './seen.ts'

/** The work tree that commands run in, beside the branch that it follows as far as it was fetched. */
export async function git(cwd: string, signal: AbortSignal): Promise<Look> {
  const ask = (...args: readonly string[]) => output('git', args, { cwd, signal })
  const status = await ask('status', '--porcelain=v2', '--branch')
  if (status.status === null) return { is: 'unclear', why: 'git is not on this machine' }
  if (status.status !== 0) return { is: 'unclear', why: status.text.trim() }
  const head = (name: string) => new RegExp(`^# branch\\.${name} (.*)$`, 'm').exec(status.text)?.[1] ?? null
  const changes = status.text.split('\n').filter((line) => line !== '' && !line.startsWith('# '))
  const [, ahead, behind] = /^\+(\d+) -(\d+)$/.exec(head('ab') ?? '') ?? []
  const tag = await ask('describe', '--tags', '--exact-match')
  const seen: Record<string, Seen> = {
    branch: word(head('head') ?? ''),
    commit: word(head('oid') ?? ''),
    clean: yes(changes.length === 0),
    ...(tag.status === 0 ? { tag: word(tag.text.trim()) } : {}),
    ...(ahead === undefined ? {} : { ahead: number(Number(ahead)) }),
    ...(behind === undefined ? {} : { behind: number(Number(behind)) }),
  }
  const said = Object.entries(seen).map(([name, { text }]) => `${name} ${text}`)
  return saw(seen, [said.join(', '), ...changes.slice(0, 10).map((line) => `  ${line}`)])
}
