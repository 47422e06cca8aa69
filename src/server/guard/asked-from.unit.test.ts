import { describe, expect, it } from 'vitest'
import { type Asked, refuseStrangers } from './asked-from.ts'

const hosts = ['127.0.0.1:4747', 'localhost:4747', '[::1]:4747']
const ask =
  (headers: Asked['headers'], more: Partial<Asked> = {}) =>
  () =>
    refuseStrangers(
      { method: 'GET', url: '/api/runs', headers: { host: '127.0.0.1:4747', ...headers }, ...more },
      hosts,
      false,
    )
const post = { method: 'POST', url: '/api/runs/x/abort' }
const visit = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }

describe('The page answers', () => {
  it.each([
    ['its own requests', ask({ origin: 'http://127.0.0.1:4747', 'sec-fetch-site': 'same-origin' }, post)],
    ['under each of its names, whatever their case', ask({ host: 'LocalHost:4747' })],
    ['on IPv6', ask({ host: '[::1]:4747', origin: 'http://[::1]:4747' }, post)],
    ['programs, which say nothing of where they come from', ask({}, post)],
    ['an address that somebody typed', ask({ 'sec-fetch-site': 'none', ...visit })],
    ['a link to a page in a chat', ask({ 'sec-fetch-site': 'cross-site', ...visit }, { url: '/runs/x?view=wall' })],
  ])('%s', (_, asked) => {
    expect(asked).not.toThrow()
  })
})

describe('The page does not answer', () => {
  it.each([
    ['another name that leads to its address (DNS rebinding)', ask({ host: 'attacker.example:4747' }), 'page-host'],
    ['another port of its names', ask({ host: '127.0.0.1:4748' }), 'page-host'],
    ['its name without the port', ask({ host: 'localhost' }), 'page-host'],
    ['a name that only begins like its own', ask({ host: '127.0.0.1:4747.attacker.example' }), 'page-host'],
    ['no name', ask({ host: undefined }), 'page-host'],
    ['two names', ask({ host: ['127.0.0.1:4747', 'attacker.example'] }), 'page-host'],
    ['a form of another page', ask({ origin: 'https://attacker.example' }, post), 'page-origin'],
    ['a page on another port of this machine', ask({ origin: 'http://127.0.0.1:8080' }, post), 'page-origin'],
    [
      'its other name, of which the browser knows nothing',
      ask({ origin: 'http://localhost:4747' }, post),
      'page-origin',
    ],
    ['a sandboxed frame or a file', ask({ origin: 'null' }, post), 'page-origin'],
    ['another scheme', ask({ origin: 'https://127.0.0.1:4747' }, post), 'page-origin'],
    ['another site, of which the browser only says so', ask({ 'sec-fetch-site': 'cross-site' }, post), 'page-origin'],
    ['a page of the same machine on another port', ask({ 'sec-fetch-site': 'same-site' }), 'page-origin'],
    ['a form that somebody is made to send by an address', ask({ 'sec-fetch-site': 'none' }, post), 'page-origin'],
    ['a link of another page to what is data', ask({ 'sec-fetch-site': 'cross-site', ...visit }), 'page-origin'],
    [
      'a link to data that is spelled otherwise',
      ask({ 'sec-fetch-site': 'cross-site', ...visit }, { url: '/API/runs' }),
      'page-origin',
    ],
    [
      'a frame of another page',
      ask({ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' }, { url: '/' }),
      'page-origin',
    ],
    [
      'an image of another page',
      ask({ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' }, { url: '/' }),
      'page-origin',
    ],
  ])('%s', (_, asked, code) => {
    expect(asked).toThrow(expect.objectContaining({ code }))
  })

  it('with what was asked for at any length in what it says', () => {
    expect(ask({ host: 'x'.repeat(10_000) })).toThrow(/^.{0,400}$/)
  })
})
