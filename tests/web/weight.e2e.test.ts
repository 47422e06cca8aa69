import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { entry } from '../cli/holdpoint.ts'

const built = join(dirname(entry), 'web')

interface Part {
  readonly file: string
  readonly imports?: readonly string[]
}

/** Files of scripts that a page has loaded before it can be drawn: those of these parts and of all that they import at once. */
function scriptsOf(manifest: Readonly<Record<string, Part>>, names: readonly string[]): ReadonlySet<string> {
  const files = new Set<string>()
  const visit = (name: string) => {
    const part = manifest[name]
    if (part === undefined) throw new Error(`${name} is no part of the page as it is built`)
    if (files.has(part.file)) return
    files.add(part.file)
    for (const next of part.imports ?? []) visit(next)
  }
  for (const name of names) visit(name)
  return files
}

describe.skipIf(!existsSync(built))('the page as it is built', () => {
  const manifest = () => JSON.parse(readFileSync(join(built, '.vite/manifest.json'), 'utf8'))
  const kilobytes = (files: ReadonlySet<string>) =>
    [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(built, file))).length, 0) / 1000

  it('shows a run with less than 200 kB of script, compressed', () => {
    expect(kilobytes(scriptsOf(manifest(), ['index.html', 'run/run-page.tsx']))).toBeLessThan(200)
  })

  it.each(['@xterm/xterm', 'uplot', '@codemirror/view'])('loads %s when it is used, and not before', (name) => {
    const first = scriptsOf(manifest(), ['index.html', 'run/run-page.tsx'])
    const marks: Readonly<Record<string, string>> = {
      '@xterm/xterm': 'xterm-helper-textarea',
      uplot: 'u-legend',
      '@codemirror/view': 'cm-scroller',
    }
    const mark = marks[name] ?? ''
    const holders = Object.values<Part>(manifest()).filter(({ file }) =>
      readFileSync(join(built, file), 'utf8').includes(mark),
    )
    expect(holders.map(({ file }) => file)).not.toEqual([])
    for (const { file } of holders) expect(first).not.toContain(file)
  })

  it('fetches nothing from anybody else', () => {
    const page = readFileSync(join(built, 'index.html'), 'utf8')
    expect([...page.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, to]) => to)).not.toContainEqual(
      expect.stringMatching(/^(?:[a-z]+:)?\/\//i),
    )
    // No script and no style stands in it: the policy would stop them.
    expect(page).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son[a-z]+=/i)
  })
})
