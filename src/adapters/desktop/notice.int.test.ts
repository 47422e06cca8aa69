import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it, vi } from 'vitest'
import { desktopNotice } from './notice.ts'

const folder = mkdtempSync(join(tmpdir(), 'holdpoint-notice-'))
afterAll(() => rmSync(folder, { recursive: true }))
writeFileSync(
  join(folder, 'notify-send'),
  `#!/bin/sh\nprintf '%s\\n' "$@" >${folder}/part && mv ${folder}/part ${folder}/said\n`,
)
chmodSync(join(folder, 'notify-send'), 0o755)
const path = `${folder}:${process.env.PATH}`

it('on a desktop a notice is shown, and a text that looks like an option is text', async () => {
  desktopNotice({ PATH: path, DISPLAY: ':0' })?.('Holdpoint waits', '--help')
  await vi.waitFor(() => expect(existsSync(join(folder, 'said'))).toBe(true), 5_000)
  expect(readFileSync(join(folder, 'said'), 'utf8')).toBe('--app-name=Holdpoint\n--\nHoldpoint waits\n--help\n')
})

it('without a desktop, or without notify-send, there is no notice', () => {
  expect(desktopNotice({ PATH: path })).toBeNull()
  expect(desktopNotice({ PATH: join(folder, 'empty'), WAYLAND_DISPLAY: 'wayland-0' })).toBeNull()
})
