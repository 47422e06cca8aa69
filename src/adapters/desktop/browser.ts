import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * Opens an address in the browser of this session; false where no program for that is known. The address is one that lets in:
 * arguments of programs can be read by everybody on a machine, so it stands in a page that only its owner can read, and that leads
 * there. `done` removes that page.
 */
export function openBrowser(
  url: string,
  env: Readonly<Record<string, string | undefined>>,
): { readonly asked: boolean; readonly done: () => void } {
  const program = process.platform === 'darwin' ? 'open' : env.DISPLAY || env.WAYLAND_DISPLAY ? 'xdg-open' : null
  if (program === null) return { asked: false, done: () => {} }
  const folder = mkdtempSync(join(tmpdir(), 'holdpoint-'))
  const page = join(folder, 'page.html')
  writeFileSync(page, `<!doctype html><meta http-equiv="refresh" content="0; url=${escaped(url)}">\n`, { mode: 0o600 })
  const child = spawn(program, [page], { env: { ...env }, stdio: 'ignore', detached: true })
  // A browser that does not come is no error: the address was printed.
  child.on('error', () => {})
  child.unref()
  return { asked: true, done: () => rmSync(folder, { recursive: true, force: true }) }
}

const escaped = (text: string): string => text.replace(/[&"<>]/g, (sign) => `&#${sign.charCodeAt(0)};`)
