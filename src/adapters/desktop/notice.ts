import { spawn } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { join } from 'node:path'

/** Shows a notice on the desktop of this session; null where there is none, or nothing that could show it. */
export function desktopNotice(
  env: Readonly<Record<string, string | undefined>>,
): ((title: string, text: string) => void) | null {
  if (!env.DISPLAY && !env.WAYLAND_DISPLAY) return null
  const program = (env.PATH ?? '')
    .split(':')
    .filter(Boolean)
    .map((folder) => join(folder, 'notify-send'))
    .find(isProgram)
  if (program === undefined) return null
  return (title, text) => {
    const child = spawn(program, ['--app-name=Holdpoint', '--', title, text], {
      env: { ...env },
      stdio: 'ignore',
      detached: true,
    })
    // A notice that does not come must not end a run.
    child.on('error', () => {})
    child.unref()
  }
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
