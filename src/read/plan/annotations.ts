import { millisecondsIn } from '../../plan/duration.ts'
import type { Command } from '../../plan/index.ts'

/** What the attributes of a fence's info string say of its command: `bash {target=web timeout=10m idempotent}`. */
export function annotationsIn(info: string): Pick<Command, 'timeout' | 'idempotent' | 'target'> {
  const words = (/\{([^{}]*)\}/.exec(info)?.[1] ?? '').split(/[\s,]+/)
  const said = (name: string) =>
    (words.find((word) => word.startsWith(`${name}=`))?.slice(name.length + 1) ?? '').replace(/^["']|["']$/g, '')
  const target = said('target')
  return {
    // A limit that is not understood is none.
    timeout: millisecondsIn(said('timeout')),
    idempotent: words.includes('idempotent'),
    ...(target === '' ? {} : { target }),
  }
}
