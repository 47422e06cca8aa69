import { describe, expect, it } from 'vitest'
import { alterationsIn, bundleOf, journal, key, namedIn, whole } from '../testing/a-bundle.ts'
import { anAlteration } from '../testing/alterations.ts'
import fc from '../testing/properties.ts'
import { publicKeyFile, readAttestation } from './envelope-file.ts'
import { bundle } from './index.ts'

const changed = (name: string, change: (text: string) => string) =>
  new Map([...whole, [name, Buffer.from(change(String(whole.get(name))))]])

describe('a bundle', () => {
  it('as it was written is found whole', () => {
    expect(alterationsIn(whole)).toEqual([])
  })

  it('names what was altered, by whomever (the int test tries 1,000)', () => {
    fc.assert(
      fc.property(anAlteration(), ({ file, files }) => {
        expect(namedIn(alterationsIn(files))).toContain(file)
      }),
      { numRuns: 60 },
    )
  })

  it('says in which line a record differs from what its journal gives', () => {
    const found = alterationsIn(changed(bundle.markdown, (text) => text.replace('second', 'third')))
    expect(found).toEqual([{ is: 'file', name: 'record.md', why: expect.stringContaining('in line 4') }])
  })

  it('is not believed when another key has signed it', () => {
    const outputs = new Map([...whole].filter(([name]) => name.startsWith('outputs/')))
    expect(alterationsIn(bundleOf(journal, outputs))).toEqual([])
    const other = changed(bundle.key, () => publicKeyFile(Buffer.alloc(44).toString('base64')))
    expect(alterationsIn(other)).toEqual([expect.objectContaining({ is: 'file', name: 'public-key.pem' })])
  })
})

it('an attestation is a DSSE envelope around an in-toto statement that names every file of the record', () => {
  const text = String(whole.get(bundle.attestation))
  const read = readAttestation(text, String(whole.get(bundle.key)), () => true)
  expect(JSON.parse(text)).toMatchObject({
    payloadType: 'application/vnd.in-toto+json',
    signatures: [{ keyid: key.fingerprint }],
  })
  expect(read).toMatchObject({
    statement: {
      _type: 'https://in-toto.io/Statement/v1',
      subject: [
        ...['record.md', 'record.html', 'record.json', 'journal.jsonl', 'timestamp.txt', 'timestamp.tsr'],
        expect.anything(),
      ].map((name) => (typeof name === 'string' ? { name } : name)),
      predicate: {
        run: 'run-1',
        outcome: 'done',
        decisions: [{ kind: 'judgment', option: 'yes', signed: true, by: { id: 'ada' } }],
      },
    },
  })
})
