import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { HoldpointError } from '../../errors.ts'
import { documentLimit, lineLimit, readDocument } from './read-document.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdpoint-documents-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const file = (name: string, bytes: string | Uint8Array) => {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return path
}
const refusal = (path: string) => {
  try {
    readDocument(path)
  } catch (error) {
    if (error instanceof HoldpointError) return error
    throw error
  }
  throw new Error(`${path} was read`)
}

describe('a document that can be read', () => {
  it('keeps its bytes: UTF-8 with a byte-order mark and Windows line ends', () => {
    const bytes = Buffer.from('\uFEFF# Größe\r\n\r\n- [ ] Sicherung geprüft\r\n')
    const source = readDocument(file('bom.md', bytes))
    expect(source.encoding).toBe('utf8')
    expect(Buffer.from(source.text, 'utf8')).toEqual(bytes)
    expect(source.digest).toBe(createHash('sha256').update(bytes).digest('hex'))
  })
  it('keeps its bytes in an eight-bit encoding', () => {
    const bytes = Buffer.from('- [ ] Sicherung gepr\xfcft\n', 'latin1')
    const source = readDocument(file('latin1.md', bytes))
    expect(source.encoding).toBe('latin1')
    expect(Buffer.from(source.text, 'latin1')).toEqual(bytes)
  })
})

describe('what is no document is refused with its own error', () => {
  it('missing', () => {
    const error = refusal(join(folder, 'nowhere.md'))
    expect(error.code).toBe('document-missing')
    expect(error.next).toContain(folder)
    expect(refusal('').message).toBe('"" does not exist.')
    expect(refusal(join(file('plain.md', 'x'), 'below.md')).code).toBe('document-missing')
  })
  it('a folder', () => expect(refusal(folder).code).toBe('document-is-folder'))
  it('a device', () => expect(refusal('/dev/null').code).toBe('document-not-a-file'))
  it('a pipe that nobody writes to, without waiting', () => {
    const path = join(folder, 'pipe')
    execFileSync('mkfifo', [path])
    const error = refusal(path)
    expect(error.code).toBe('document-not-a-file')
    expect(error.message).toContain('named pipe')
  })
  it('empty, or nothing but white space', () => {
    expect(refusal(file('empty.md', '')).code).toBe('document-empty')
    expect(refusal(file('blank.md', '\n \n')).code).toBe('document-empty')
  })
  it('binary', () => {
    expect(refusal(file('nul.md', 'a\0b')).code).toBe('document-binary')
    expect(
      refusal(
        file(
          'high.md',
          Uint8Array.from({ length: 999 }, (_, i) => 128 + (i % 120)),
        ),
      ).code,
    ).toBe('document-binary')
  })
  it('too large', () => {
    const error = refusal(file('large.md', Buffer.alloc(documentLimit + 1, 'x')))
    expect(error.code).toBe('document-too-large')
    expect(readDocument(file('largest.md', Buffer.alloc(documentLimit, 'x'))).text).toHaveLength(documentLimit)
  })
  it('too long, whatever ends its lines', () => {
    for (const end of ['\n', '\r\n', '\r']) {
      const error = refusal(file('long.md', `x${end}`.repeat(lineLimit)))
      expect(error.code).toBe('document-too-long')
      expect(readDocument(file('longest.md', `x${end}`.repeat(lineLimit - 1))).text).not.toBe('')
    }
  })
  it("Holdpoint's own store", () => {
    mkdirSync(join(folder, '.holdpoint'))
    expect(refusal(join(folder, '.holdpoint')).code).toBe('document-is-store')
    expect(refusal(file('moved.db', 'SQLite format 3\0')).code).toBe('document-is-store')
  })
  it.skipIf(process.getuid?.() === 0)('unreadable (skipped: root may read everything)', () => {
    const path = file('secret.md', '- [ ] x\n')
    chmodSync(path, 0)
    expect(refusal(path).code).toBe('document-unreadable')
  })
})
