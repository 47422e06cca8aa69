import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createServer as listen } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { createServer as secure } from 'node:tls'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkOf } from '../../read/checks/grammar.ts'
import { type Looked, lookAt } from './look.ts'

let root = ''
let server: Server
let url = ''
const open = (port: number) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'holdpoint-checks-'))
  server = createServer((request, response) => {
    const path = request.url ?? ''
    if (path === '/health') {
      response.setHeader('X-Version', '2.0.1')
      response.end(JSON.stringify({ status: 'ok', db: { nodes: [{ up: true }] }, waiting: 3 }))
    } else if (path === '/moved') response.writeHead(302, { location: '/health' }).end()
    else if (path === '/metadata') response.writeHead(302, { location: 'http://169.254.169.254/latest' }).end()
    else if (path === '/hangs') response.writeHead(200).write('…')
    else if (path === '/cut') response.socket?.destroy()
    else if (path === '/endless') {
      response.writeHead(200)
      const more = () => response.write(Buffer.alloc(1 << 16, 'x'), more)
      more()
    } else response.writeHead(503).end('down for maintenance')
  })
  await open(0)
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterAll(() => {
  server.closeAllConnections()
  server.close()
  rmSync(root, { recursive: true, force: true })
})

const look = async (text: string, variables: Readonly<Record<string, string>> = {}): Promise<Looked> => {
  const read = checkOf(text)
  if ('wrong' in read) throw new Error(read.wrong)
  const here = { cwd: root, variable: (name: string) => variables[name] ?? null }
  return await lookAt(read.check, here, new AbortController().signal)
}
const verdict = async (text: string, variables = {}) => (await look(text, variables)).verdict

describe('http', () => {
  it('sees status, time, size, body, headers and values of JSON', async () => {
    const all =
      'status=200 time<5s size>10 body~ok header.x-version=2.0.1 json.status=ok json.db.nodes.0.up=true json.waiting<=3'
    const { verdict: said, evidence } = await look(`http ${url}/health ${all}`)
    expect(said).toBe('met')
    expect(evidence.join('\n')).toMatch(/HTTP 200 after[\s\S]*x-version: 2\.0\.1[\s\S]*met: json\.waiting <= 3, was 3/)
  })

  it.each([
    ['another status', '/', 'status=200'],
    ['no condition at all, where the answer is an error', '/', ''],
    ['a value that is not there', '/health', 'json.database=ok'],
    ['JSON that is none', '/', 'status=503 json.status=ok'],
    ['a redirect that it may not follow', '/moved', 'status=200'],
    ['a connection that is cut', '/cut', ''],
    ['no answer in time', '/hangs', 'timeout=200ms'],
  ])('is unmet by %s', async (_, path, conditions) => {
    expect(await verdict(`http ${url}${path} ${conditions}`)).toBe('unmet')
  })

  it('follows redirects as far as it may', async () => {
    expect(await verdict(`http ${url}/moved status=200 redirects=1`)).toBe('met')
  })

  it('reads a bounded part of an answer that does not end', async () => {
    expect(await verdict(`http ${url}/endless status=200 size=1048576B`)).toBe('met')
  })

  it('is unmet where nobody listens', async () => {
    expect(await verdict('http http://127.0.0.1:1/ status=200')).toBe('unmet')
  })

  it.each([
    'http://169.254.169.254/latest/meta-data',
    'http://[::ffff:169.254.169.254]/',
    'http://[fe80::1]/',
    'file:///etc/passwd',
    'nonsense',
  ])('never asks %s', async (address) => {
    expect(await look(`http ${address} status=200`)).toMatchObject({ verdict: 'unclear' })
  })

  it('never follows a redirect to where a cloud keeps what is the machine’s own', async () => {
    const { verdict: said, evidence } = await look(`http ${url}/metadata status=200 redirects=5`)
    expect(said).toBe('unclear')
    expect(evidence.join()).toContain('never ask')
  })
})

describe('tcp and port', () => {
  it('see who listens', async () => {
    const { port } = server.address() as AddressInfo
    expect(await verdict(`tcp 127.0.0.1:${port} time<5s`)).toBe('met')
    expect(await verdict(`port ${port}`)).toBe('met')
  })

  it('see who does not', async () => {
    expect(await verdict('tcp 127.0.0.1:1')).toBe('unmet')
    expect(await verdict('port 1')).toBe('unmet')
    expect(await verdict('port 1 state=closed')).toBe('met')
    expect(await verdict('tcp 127.0.0.1:99999')).toBe('unclear')
  })

  it('are over in time when somebody accepts and says nothing', async () => {
    const silent = listen(() => {})
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    const { port } = silent.address() as AddressInfo
    expect(await verdict(`tls 127.0.0.1:${port} timeout=300ms`)).toBe('unmet')
    silent.close()
  })
})

const openssl = (() => {
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})()

describe.skipIf(!openssl)('tls (needs openssl to make a certificate)', () => {
  it('is unmet by a certificate that nobody signed, and says until when it holds', async () => {
    const [key, cert] = [join(root, 'key.pem'), join(root, 'cert.pem')]
    execFileSync(
      'openssl',
      `req -x509 -newkey rsa:2048 -nodes -keyout ${key} -out ${cert} -days 30 -subj /CN=localhost`.split(' '),
      { stdio: 'ignore' },
    )
    const shown = secure({ key: readFileSync(key), cert: readFileSync(cert) }, (socket) => socket.end())
    await new Promise<void>((resolve) => shown.listen(0, '127.0.0.1', resolve))
    const { verdict: said, evidence } = await look(`tls localhost:${(shown.address() as AddressInfo).port}`)
    const { verdict: asked } = await look(`http https://localhost:${(shown.address() as AddressInfo).port}/`)
    shown.close()
    expect([said, asked]).toEqual(['unmet', 'unmet'])
    expect(evidence.join()).toMatch(/\((?:29|30) days\); not trusted/)
  })
})

describe('file', () => {
  it('sees whether it exists, its size, its age and its text', async () => {
    writeFileSync(join(root, 'release.txt'), 'version 2.0.1\n')
    expect(await verdict('file release.txt')).toBe('met')
    expect(await verdict('file release.txt size=14B age<1h text~2.0.1')).toBe('met')
    expect(await verdict('file release.txt text!~2.0.1')).toBe('unmet')
    expect(await verdict('file nowhere.txt')).toBe('unmet')
    expect(await verdict('file nowhere.txt exists=no')).toBe('met')
    expect(await verdict('file nowhere.txt size>0')).toBe('unmet')
  })

  it('asks for a unit where a number alone says nothing', async () => {
    expect(await look('file release.txt age<60')).toMatchObject({ verdict: 'unclear' })
  })
})

describe('log', () => {
  it('counts the lines that a pattern is found in', async () => {
    writeFileSync(join(root, 'app.log'), 'started\nERROR one\nfine\nERROR two\n')
    expect(await verdict('log app.log "^FATAL"')).toBe('met')
    expect(await verdict('log app.log "^ERROR" count<=2')).toBe('met')
    expect(await verdict('log app.log "^ERROR"')).toBe('unmet')
  })

  it('is unclear without the file: no data is not health', async () => {
    expect(await verdict('log missing.log ERROR')).toBe('unclear')
    expect(await verdict('log app.log "("')).toBe('unclear')
  })
})

describe('backup', () => {
  const make = (name: string, content: string | Buffer, hoursOld = 0) => {
    mkdirSync(join(root, 'backups'), { recursive: true })
    const path = join(root, 'backups', name)
    writeFileSync(path, content)
    const at = Date.now() / 1000 - hoursOld * 3600
    utimesSync(path, at, at)
  }

  it('takes the newest of what a name with * stands for', async () => {
    make('old.sql.gz', 'not gzip at all', 48)
    make('new.sql.gz', gzipSync('all of it'))
    expect(await verdict('backup backups/*.sql.gz')).toBe('met')
  })

  it.each([
    ['none is there', 'backup backups/*.none', () => {}],
    ['it is empty', 'backup backups/empty.sql', () => make('empty.sql', '')],
    ['it is old', 'backup backups/aged.sql', () => make('aged.sql', 'select 1;', 30)],
    [
      'it was cut off',
      'backup backups/cut.sql.gz',
      () => make('cut.sql.gz', gzipSync('x'.repeat(100_000)).subarray(0, 60)),
    ],
    [
      'a dump has no end',
      'backup backups/dump.sql',
      () => make('dump.sql', '--\n-- PostgreSQL database dump\n--\nCREATE TABLE a ();\n'),
    ],
  ])('is unmet when %s', async (_, check, prepare) => {
    prepare()
    expect(await verdict(check)).toBe('unmet')
  })

  it('is met by a dump with its end', async () => {
    make(
      'whole.sql',
      '--\n-- PostgreSQL database dump\n--\nCREATE TABLE a ();\n--\n-- PostgreSQL database dump complete\n--\n',
    )
    expect(await verdict('backup backups/whole.sql')).toBe('met')
  })
  it('is unmet when room was made for it and nothing is in it', async () => {
    mkdirSync(join(root, 'zeros'))
    writeFileSync(join(root, 'zeros', 'all.sql'), Buffer.alloc(5000))
    expect(await look('backup zeros/all.sql')).toMatchObject({
      verdict: 'unmet',
      evidence: expect.arrayContaining([expect.stringContaining('nothing but zeros')]),
    })
  })
})

describe('sqlite', () => {
  it('sees the first value and the rows of a query, and changes nothing', async () => {
    const file = join(root, 'app.db')
    const database = new DatabaseSync(file)
    database.exec("create table t (a text); insert into t values ('x'), ('y')")
    database.close()
    expect(await verdict('sqlite app.db "select count(*) from t" value=2 rows=1')).toBe('met')
    expect(await verdict('sqlite app.db "select a from t" value=x rows=2')).toBe('met')
    expect(await verdict('sqlite app.db "delete from t" rows=0')).toBe('unclear')
    expect(await verdict('sqlite app.db "select count(*) from t" value=2')).toBe('met')
    expect(await verdict('sqlite nowhere.db "select 1" value=1')).toBe('unmet')
    expect(existsSync(join(root, 'nowhere.db'))).toBe(false)
    expect(await verdict('sqlite app.db "selct" rows=1')).toBe('unclear')
    expect(checkOf('sqlite app.db "select 1; delete from t"')).toEqual({ wrong: expect.stringContaining('one query') })
    expect(await verdict('sqlite app.db "select \';x\';" value~;')).toBe('met')
  })
  const counting = (most: string) => `with recursive c(x) as (select 1 union all select x + 1 from c ${most}) select`
  it('ends a query that has no end, and asks for no more memory than it has', async () => {
    const endless = await look(`sqlite app.db "${counting('')} count(*) from c" timeout=1s`)
    expect(endless).toMatchObject({ verdict: 'unmet', evidence: ['no answer within 1000 ms'] })
    const { verdict: said, evidence } = await look(`sqlite app.db "${counting('limit 10002')} x from c" rows>=1`)
    expect([said, evidence[0]]).toEqual(['unclear', 'more than 10000 rows; the first value is 1'])
    const long = await look("sqlite app.db \"select printf('%.*c', 100001, 'x')\"")
    expect(long).toMatchObject({ verdict: 'unclear', evidence: ['the first value is longer than 100000 characters'] })
  })
})

describe('this machine', () => {
  it('has a disk, memory, a load and processes', async () => {
    expect(await verdict('disk . used<=100% free>=0')).toBe('met')
    expect(await verdict('disk . free>900TB')).toBe('unmet')
    expect(await verdict('disk nowhere')).toBe('unclear')
    expect(await verdict('memory used<=100% free>1kB')).toBe('met')
    expect(await verdict('load percore<10000')).toBe('met')
    expect(await verdict('cpu used<=100% over=200ms')).toBe('met')
    expect(await verdict('cpu used>100% over=200ms')).toBe('unmet')
    expect(await verdict('process node')).toBe('met')
    expect(await verdict('process no-such-program')).toBe('unmet')
  })

  it('has variables, whose values are compared and not shown', async () => {
    expect(await verdict('env DEBUG value=False', { DEBUG: 'False' })).toBe('met')
    expect(await verdict('env DEBUG value=False', { DEBUG: 'True' })).toBe('unmet')
    expect(await verdict('env DEBUG')).toBe('unmet')
    expect((await look('env TOKEN', { TOKEN: 'hunter2' })).evidence.join()).not.toContain('hunter2')
    expect((await look('env TOKEN value=x', { TOKEN: 'hunter2' })).evidence.join()).not.toContain('hunter2')
  })
})

it.skipIf(existsSync('/run/systemd/system'))(
  'units of a machine without systemd are for a person, with another way',
  async () => {
    expect(await look('unit nginx')).toMatchObject({
      verdict: 'unclear',
      evidence: [expect.stringMatching(/not run by systemd.*process NAME or port NUMBER/)],
    })
  },
)

describe('git', () => {
  it('sees branch, tag and whether anything was changed', async () => {
    const work = join(root, 'work')
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.org', ...args], {
        cwd: work,
        stdio: 'ignore',
      })
    mkdirSync(work)
    git('init', '-b', 'main')
    writeFileSync(join(work, 'a'), '1')
    git('add', 'a')
    git('commit', '-m', 'one')
    git('tag', 'v1')
    const here = { cwd: work, variable: () => null }
    const at = async (text: string) => {
      const read = checkOf(text)
      return 'check' in read ? (await lookAt(read.check, here, new AbortController().signal)).verdict : read.wrong
    }
    expect(await at('git branch=main tag=v1 clean=yes')).toBe('met')
    writeFileSync(join(work, 'b'), '2')
    expect(await at('git')).toBe('unmet')
    expect(await verdict('git')).toBe('unclear')
  })
})
