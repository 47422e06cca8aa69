import { describe, expect, it } from 'vitest'
import type { Said } from '../../../contract/index.ts'
import { type DraftPlace, draftOf, keepDraft } from './comment-draft.ts'
import { mayBeShown } from './evidence-kinds.ts'
import { joined, since } from './since.ts'

const by = { kind: 'person', id: 'ada', name: 'Ada', key: null } as const
const said = (seq: number, at: number): Said => ({ seq, at, by, step: null, text: `thing ${seq}` })
const seqs = (all: readonly Said[]) => all.map(({ seq }) => seq)

describe('what changed since', () => {
  const all = [said(1, 1_000), said(2, 3_000_000), said(3, 3_590_000)]

  it('the last look is what came after it, newest first', () => {
    expect(seqs(since(all, 'last-look', 1, 3_600_000))).toEqual([3, 2])
  })

  it('the first look is all of it', () => {
    expect(seqs(since(all, 'last-look', null, 3_600_000))).toEqual([3, 2, 1])
  })

  it('a while ago is what came in that while', () => {
    expect(seqs(since(all, '10 minutes', null, 3_600_000))).toEqual([3, 2])
    expect(seqs(since(all, '1 hour', null, 3_601_001))).toEqual([3, 2])
  })

  it('tells nothing twice where what was fetched and what came live overlap', () => {
    expect(seqs(joined([said(1, 1), said(2, 2)], [said(2, 2), said(3, 3)]))).toEqual([1, 2, 3])
  })
})

describe('the draft of a comment', () => {
  const place = (): DraftPlace & { readonly kept: Map<string, string> } => {
    const kept = new Map<string, string>()
    return {
      kept,
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => void kept.set(key, value),
      removeItem: (key) => void kept.delete(key),
    }
  }

  it('is there again when the page was closed, for its own step only', () => {
    const browser = place()
    keepDraft(browser, 'r1', 's1', 'half a sent')
    expect(draftOf(browser, 'r1', 's1')).toBe('half a sent')
    expect(draftOf(browser, 'r1', null)).toBe('')
    expect(draftOf(browser, 'r2', 's1')).toBe('')
  })

  it('leaves nothing behind when it was sent', () => {
    const browser = place()
    keepDraft(browser, 'r1', 's1', 'half a sent')
    keepDraft(browser, 'r1', 's1', '')
    expect(browser.kept.size).toBe(0)
  })

  it('does without a browser that keeps anything', () => {
    const none: DraftPlace = {
      getItem: () => {
        throw new Error('forbidden')
      },
      setItem: () => {
        throw new Error('full')
      },
      removeItem: () => undefined,
    }
    expect(() => keepDraft(none, 'r1', null, 'text')).not.toThrow()
    expect(draftOf(none, 'r1', null)).toBe('')
  })
})

describe('evidence', () => {
  it('is drawn only where it is a picture of points, never one that can hold a script', () => {
    expect(['image/png', 'image/jpeg', 'image/gif', 'image/webp'].every(mayBeShown)).toBe(true)
    expect(['image/svg+xml', 'text/html', 'application/pdf'].some(mayBeShown)).toBe(false)
  })
})
