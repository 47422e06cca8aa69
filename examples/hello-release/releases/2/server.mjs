// Hello, release 2: greets in a language and counts how often. GET /health, GET /greetings/LANGUAGE, GET /counts
import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'

const release = 2
const data = JSON.parse(readFileSync('data/greetings.json', 'utf8'))
if (data.format !== 2) {
  console.error(`release 2 needs data of format 2, found ${data.format}: run bin/migrate`)
  process.exit(1)
}
// The fault of the demonstration: a release that starts and does not work.
const broken = existsSync('state/fault')

const answer = (path) => {
  if (path === '/health')
    return broken ? [500, { status: 'broken', release }] : [200, { status: 'ok', release, format: 2 }]
  if (path === '/counts') return [200, data.counts]
  const language = path.replace('/greetings/', '')
  if (!(language in data.greetings)) return [404, { error: 'no such greeting' }]
  data.counts[language] += 1
  return [200, { greeting: data.greetings[language], count: data.counts[language] }]
}

const server = createServer((request, response) => {
  appendFileSync('ledger.log', `request ${request.method} ${request.url} release=${release}\n`)
  const [status, body] = answer(request.url)
  response.writeHead(status, { 'content-type': 'application/json', connection: 'close' })
  response.end(`${JSON.stringify(body)}\n`)
})

server.listen(Number(process.env.PORT), '127.0.0.1', () =>
  console.log(`release ${release} listens on ${process.env.PORT}`),
)
process.on('SIGTERM', () => server.close(() => process.exit(0)))
