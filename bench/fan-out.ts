import { readFileSync, rmSync } from 'node:fs'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { RunView } from '../src/contract/index.ts'
import { folderWith } from '../tests/cli/holdpoint.ts'
import { begun, invitation } from '../tests/web/begun.ts'
import { longRelease } from '../tests/web/documents.ts'
import { enter, json } from '../tests/web/raw.ts'
import { serve } from '../tests/web/served.ts'
import { percentile, type Viewers, viewers } from './viewers.ts'

/** What an event took to reach all viewers of a run, in milliseconds, and what it took of memory. */
interface FanOut {
  readonly name: string
  readonly viewers: number
  readonly events: number
  /** From asking for the act to the event at a viewer, over all events and viewers. */
  readonly p50: number
  readonly p95: number
  readonly last: number
  /** Largest resident size of the server's process, in MB. */
  readonly megabytes: number
}

/** `count` viewers of one run of 500 items, of which `events` are ticked one after the other; beside a server that only passes on. */
export async function fanOut(count: number, events: number): Promise<readonly FanOut[]> {
  return [await ofHoldpoint(count, events), await ofNothing(count, events)]
}

async function ofHoldpoint(count: number, events: number): Promise<FanOut> {
  const folder = folderWith({ 'D.md': longRelease(500) })
  const run = begun(folder, 'D.md')
  const served = await serve(folder)
  const groups: Viewers[] = []
  try {
    const mine = await enter(served.link)
    const view = await json<RunView>(served.origin, mine, `/api/runs/${run}`)
    const live = `${served.origin}/api/runs/${run}/live?after=${view.seq}`
    // A person may have so many streams; twenty each of ten people.
    const each = 20
    for (let person = 0; person * each < count; person += 1) {
      const cookie = await enter(invitation(folder, served.origin, `viewer-${person}`))
      groups.push(await viewers(each, live, { cookie }))
    }
    let { seq } = view
    const steps = [...(view.open[0]?.left ?? [])]
    const times = await timed(groups, events, async () => {
      const body = { seen: seq, steps: [steps.shift()], as: 'done' }
      ;({ seq } = await json<{ seq: number }>(served.origin, mine, `/api/runs/${run}/tick`, body))
    })
    return told('holdpoint serve', groups.length * each, events, times, peak(served.pid))
  } finally {
    for (const group of groups) group.close()
    await served.end()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A bare server that writes the same event to everybody: what it costs without anything to it. */
async function ofNothing(count: number, events: number): Promise<FanOut> {
  const watching = new Set<ServerResponse>()
  const event = `event: change\ndata: ${JSON.stringify({ text: 'x'.repeat(2000) })}\n\n`
  const server = createServer((request, response) => {
    if (request.method === 'POST') {
      for (const one of watching) one.write(event)
      response.end('{}')
      return
    }
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write(': hello\n\n')
    watching.add(response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const group = await viewers(count, origin, {})
  try {
    const times = await timed([group], events, () => json(origin, '', '/', {}))
    return told('a bare stream (in this process)', count, events, times, Number.NaN)
  } finally {
    group.close()
    server.closeAllConnections()
    server.close()
  }
}

/** Acts `events` times, one after the other, and waits each time until every viewer of every group has its event. */
async function timed(groups: readonly Viewers[], events: number, act: () => Promise<unknown>): Promise<number[]> {
  const times: number[] = []
  for (let event = 0; event < events; event += 1) {
    let begun: Promise<unknown> | null = null
    const once = () => {
      begun ??= act()
      return begun
    }
    for (const part of await Promise.all(groups.map((group) => group.after(once)))) times.push(...part)
  }
  return times
}

function told(name: string, count: number, events: number, times: readonly number[], megabytes: number): FanOut {
  const [p50, p95, last] = [percentile(times, 0.5), percentile(times, 0.95), percentile(times, 1)]
  return { name, viewers: count, events, p50, p95, last, megabytes }
}

/** The largest resident size that a process ever had, in MB. */
const peak = (pid: number): number =>
  Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024
