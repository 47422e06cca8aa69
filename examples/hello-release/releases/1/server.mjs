// Hello, release 1: greets in a language. GET /health, GET /greetings/LANGUAGE
import { appendFileSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'

const release = 1
const data = JSON.parse(readFileSync('data/greetings.json', 'utf8'))

const answer = (path) => {
  if (path === '/health') return [200, { status: 'ok', release, format: data.format }]
  const text = data.greetings[path.replace('/greetings/', '')]
  return text === undefined ? [404, { error: 'no such greeting' }] : [200, { greeting: text }]
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
