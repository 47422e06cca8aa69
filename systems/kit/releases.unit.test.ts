import { mkdirSync, mkdtempSync, readlinkSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { currentRelease, knownReleases, releaseFolder, switchTo } from './releases.ts'

let root = ''
const built = (version: string) => {
  mkdirSync(releaseFolder(root, version), { recursive: true })
  const release = { version, commit: `commit of ${version}`, built: '2026-03-09T10:00:00.000Z' }
  writeFileSync(join(releaseFolder(root, version), 'release.json'), JSON.stringify(release))
  return release
}
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'systems-releases-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

describe('the releases of an installation', () => {
  it('are none at first', () => {
    expect(currentRelease(root)).toBe(null)
    expect(knownReleases(root)).toEqual([])
  })

  it('are switched forth and back by a link that can be moved along with its folder', () => {
    const [one, two] = [built('1.0.0'), built('2.0.0')]
    expect(switchTo(root, '1.0.0')).toEqual(one)
    expect(switchTo(root, '2.0.0')).toEqual(two)
    expect(currentRelease(root)).toEqual(two)
    expect(switchTo(root, '1.0.0')).toEqual(one)
    expect(readlinkSync(join(root, 'current'))).toBe('releases/1.0.0')
    expect(knownReleases(root)).toEqual([one, two])
  })

  it('that are not there, or not whole, are not switched to, and the current one stays', () => {
    const one = built('1.0.0')
    switchTo(root, '1.0.0')
    mkdirSync(releaseFolder(root, '2.0.0.building'), { recursive: true })
    expect(() => switchTo(root, '2.0.0')).toThrow('There is no release 2.0.0 here: 1.0.0.')
    expect(() => switchTo(root, '2.0.0.building')).toThrow('There is no release')
    expect(currentRelease(root)).toEqual(one)
  })

  it('are switched although an earlier switch was cut off', () => {
    built('1.0.0')
    writeFileSync(join(root, 'current.new'), 'left over')
    expect(switchTo(root, '1.0.0').version).toBe('1.0.0')
  })
})
