/** Somebody at a page, without a browser: opens their link, and asks and acts as the page does. */
export interface Visitor {
  readonly url: string
  readonly cookie: string
  get(path: string): Promise<Response>
  send(path: string, body: unknown): Promise<Response>
  /** The view of a run, as JSON, once it is as it should be. */
  view(run: string, holds?: (view: RunSeen) => boolean): Promise<RunSeen>
}

/** As much of a run's view as these tests look at. */
interface RunSeen {
  readonly seq: number
  readonly status: string
  readonly outcome: string | null
  readonly driver: { readonly here: boolean } | null
  readonly open: readonly {
    readonly id: string
    readonly kind: string
    readonly question: string
    readonly mine: string | null
  }[]
  readonly evidence: readonly { readonly seq: number; readonly name: string; readonly by: { readonly name: string } }[]
  readonly steps: Readonly<Record<string, { readonly state: string; readonly by: { readonly name: string } | null }>>
}

/** `link`: as it is printed, with what opens it behind the `#`. */
export async function visit(link: string): Promise<Visitor> {
  const { origin: url, hash } = new URL(link)
  const entered = await fetch(`${url}/api/enter`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token: hash.slice(1) }),
  })
  if (!entered.ok) throw new Error(`the link opened nothing: ${entered.status} ${await entered.text()}`)
  const cookie = entered.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const get = (path: string) => fetch(`${url}${path}`, { headers: { cookie } })
  return {
    url,
    cookie,
    get,
    send: (path, body) =>
      fetch(`${url}${path}`, {
        method: 'POST',
        headers: { cookie, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    async view(run, holds = () => true) {
      const deadline = Date.now() + 30_000
      for (;;) {
        const answer = await get(`/api/runs/${run}`)
        const view = (await answer.json()) as RunSeen
        if (answer.ok && holds(view)) return view
        if (Date.now() > deadline) throw new Error(`never became so: ${JSON.stringify(view).slice(0, 2_000)}`)
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    },
  }
}
