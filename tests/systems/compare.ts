import { digest, type Kept } from './clients.ts'
import type { Site } from './site.ts'

interface Shown {
  readonly reference: string
  readonly team_name: string
  readonly players: readonly { readonly name: string }[]
  readonly files: readonly { readonly key: string; readonly kind: string; readonly sha256: string }[]
}

/** Rows of a page of the organisers' list. */
const page = 200
/** Registrations that are looked at at a time. */
const abreast = 8

/**
 * What is wrong with the service's data, held against the list that was kept outside, row by row: each acknowledged
 * registration is there once, with its name, its players and its files byte for byte; and no team is there that nobody was told
 * of, but those of the smoke tests.
 */
export async function differences(site: Site, kept: readonly Kept[]): Promise<readonly string[]> {
  const wrong: string[] = []
  const listed = await list(site)
  const times = Map.groupBy(listed, ({ reference }) => reference)
  const names = Map.groupBy(listed, ({ team_name }) => team_name)
  for (const { reference, team } of kept) {
    if (times.get(reference)?.length !== 1)
      wrong.push(`${team}: ${reference} is there ${times.get(reference)?.length ?? 0} times`)
    if (names.get(team)?.length !== 1) wrong.push(`${team} is there ${names.get(team)?.length ?? 0} times`)
  }
  const known = new Set(kept.map(({ reference }) => reference))
  for (const { reference, team_name } of listed)
    if (!known.has(reference) && !/^smoke/i.test(team_name)) wrong.push(`${team_name}: nobody was told of ${reference}`)
  const left = kept.filter(({ reference }) => times.has(reference))
  await Promise.all(
    Array.from({ length: abreast }, async () => {
      for (let one = left.pop(); one !== undefined; one = left.pop()) wrong.push(...(await differencesOf(site, one)))
    }),
  )
  return wrong
}

async function differencesOf(site: Site, { team, reference, files }: Kept): Promise<readonly string[]> {
  const shown = (await ask(site, `/${reference}`)).json as Shown
  const wrong: string[] = []
  const players = shown.players.filter(({ name }) => name.startsWith(team)).length
  if (players !== 11) wrong.push(`${team}: ${players} of 11 players`)
  for (const [kind, sha256] of Object.entries(files)) {
    const [file, ...more] = shown.files.filter((one) => one.kind === kind)
    if (file === undefined || more.length > 0) wrong.push(`${team}: ${shown.files.length} files`)
    else if (file.sha256 !== sha256) wrong.push(`${team}: another ${kind}`)
    else if (digest((await ask(site, `/${reference}/files/${file.key.replace(`${reference}-`, '')}`)).bytes) !== sha256)
      wrong.push(`${team}: the ${kind} that is kept is not the one that was sent`)
  }
  return wrong
}

async function list(site: Site): Promise<readonly Pick<Shown, 'reference' | 'team_name'>[]> {
  const all: Pick<Shown, 'reference' | 'team_name'>[] = []
  for (let after: string | null = ''; after !== null; ) {
    const { registrations, next } = (await ask(site, `?limit=${page}${after === '' ? '' : `&after=${after}`}`))
      .json as {
      registrations: readonly Shown[]
      next: string | null
    }
    all.push(...registrations)
    after = next
  }
  return all
}

async function ask(site: Site, path: string): Promise<{ readonly bytes: Buffer; readonly json: unknown }> {
  const response = await fetch(`${site.address}/api/admin/registrations${path}`, {
    headers: { 'X-Admin-Key': site.adminKey },
  })
  const bytes = Buffer.from(await response.arrayBuffer())
  if (!response.ok) throw new Error(`${path}: ${response.status} ${bytes}`)
  const isJson = response.headers.get('content-type')?.includes('json') === true
  return { bytes, json: isJson ? JSON.parse(bytes.toString()) : null }
}

/** What `/status` says of the service that answers. */
export async function statusOf(site: Site): Promise<Readonly<Record<string, string>>> {
  return (await (await fetch(`${site.address}/status`)).json()) as Record<string, string>
}
