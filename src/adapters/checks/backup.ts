import { glob } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Check } from '../../plan/index.ts'
import { statOf } from './files.ts'
import { reads } from './readable.ts'
import { bytes, type Look, number, saw, time, yes } from './seen.ts'

/** The newest file that a path with `*` names: there, fresh, one that can be read to its end, and one that can be restored. */
export async function backup({ what: [path = ''], restore }: Check, cwd: string, signal: AbortSignal): Promise<Look> {
  const newest = await newestOf(path, cwd)
  if (newest === null) return { is: 'unmet', why: `no file is named ${path}` }
  const age = time(Date.now() - newest.mtimeMs)
  const evidence = [`${newest.path}: ${bytes(newest.size).text}, made ${age.text} ago`]
  if (newest.size === 0) return { is: 'unmet', why: `${evidence[0]}; it is empty` }
  const readable = await reads(newest.path, signal)
  evidence.push(readable.how)
  if (readable.is === 'unclear') return { is: 'unclear', why: evidence.join('\n') }
  const seen = { size: bytes(newest.size), age, readable: yes(readable.is === 'yes') }
  if (restore === undefined || readable.is === 'no') return saw(seen, evidence)
  const { restored } = await import('./restore.ts')
  const { is, how, tables } = await restored(newest.path, restore, signal)
  if (is === 'unclear') return { is: 'unclear', why: [...evidence, ...how].join('\n') }
  return saw({ ...seen, restored: yes(is === 'yes'), ...(tables === null ? {} : { tables: number(tables) }) }, [
    ...evidence,
    ...how,
  ])
}

async function newestOf(path: string, cwd: string) {
  const names: string[] = path.includes('*') ? [] : [path]
  if (path.includes('*')) for await (const name of glob(path, { cwd })) names.push(name)
  const found = await Promise.all(names.map(async (name) => ({ path: name, stat: await statOf(resolve(cwd, name)) })))
  const [newest] = found
    .flatMap(({ path: name, stat: one }) =>
      one?.isFile() ? [{ path: resolve(cwd, name), size: one.size, mtimeMs: one.mtimeMs }] : [],
    )
    .sort((a, b) => b.mtimeMs - a.mtimeMs)
  return newest ?? null
}
