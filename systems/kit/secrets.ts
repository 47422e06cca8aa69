import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { lintSource } from '@secretlint/core'
import { creator } from '@secretlint/secretlint-rule-preset-recommend'

/** Where something stands that looks like a secret: `file:line what`. Looks at every file of the folder that git knows. */
export async function secretsIn(folder: string): Promise<readonly string[]> {
  const found: string[] = []
  const files = execFileSync('git', ['ls-files', '-z'], { cwd: folder, encoding: 'utf8' }).split('\0').filter(Boolean)
  for (const file of files) {
    const { messages } = await lintSource({
      source: { filePath: file, content: readFileSync(join(folder, file), 'utf8'), ext: '', contentType: 'text' },
      options: { config: { rules: [{ id: 'recommended', rule: creator }] }, maskSecrets: true },
    })
    found.push(...messages.map(({ loc, messageId }) => `${file}:${loc.start.line} ${messageId}`))
  }
  return found
}
