import type { Command } from '../../plan/index.ts'

/** What the attributes of a fence's info string say of its command: `bash {target=web timeout=10m idempotent}`. */
export function annotationsIn(info: string): Pick<Command, 'timeout' | 'idempotent' | 'target'> {
  const words = (/\{([^{}]*)\}/.exec(info)?.[1] ?? '').split(/[\s,]+/)
  const said = (name: string) =>
    (words.find((word) => word.startsWith(`${name}=`))?.slice(name.length + 1) ?? '').replace(/^["']|["']$/g, '')
  const target = said('target')
  return {
    timeout: milliseconds(said('timeout')),
    idempotent: words.includes('idempotent'),
    ...(target === '' ? {} : { target }),
  }
}

const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 }

/** `90s`, `10m`, `1.5h`, `500ms`; null for anything else: a limit that is not understood is none. */
function milliseconds(text: string): number | null {
  const [, number = '', unit = ''] = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(text) ?? []
  const scale = units[unit]
  return scale === undefined ? null : Number(number) * scale
}
