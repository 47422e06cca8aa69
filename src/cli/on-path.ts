import { accessSync, constants, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Whether a program of this name is in one of the folders of a `PATH`. */
export function onPath(name: string, path: string): boolean {
  return path.split(delimiter).some((folder) => {
    try {
      const file = join(folder, name)
      accessSync(file, constants.X_OK)
      return statSync(file).isFile()
    } catch {
      return false
    }
  })
}
