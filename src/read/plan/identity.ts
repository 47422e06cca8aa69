/** FNV-1a over two 32-bit lanes: pure, quick, and wide enough to tell the steps of one document apart. */
function digest(text: string): string {
  let a = 0x811c9dc5
  let b = 0x9e3779b9
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    a = Math.imul(a ^ code, 0x01000193)
    b = Math.imul(b ^ ((code << 5) | (code >>> 3)), 0x85ebca6b)
    b ^= b >>> 13
  }
  const hex = (value: number) => (value >>> 0).toString(16).padStart(8, '0')
  return hex(a) + hex(b).slice(0, 2)
}

/** Words without case, marks and counters, so that a comma or a tick changes no identity. */
export function normalised(text: string): string {
  const lower = text.toLowerCase()
  // Most texts are ASCII, where a plain class says the same in a fraction of the time.
  return lower.replace(/[\u0080-\uffff]/.test(lower) ? /[^\p{L}\p{N}]+/gu : /[^a-z0-9]+/g, ' ').trim()
}

/** Gives ids made of what they are told, and of the turn among equals: an edit elsewhere changes none of them. */
export function identities(): (...parts: readonly string[]) => string {
  const turns = new Map<string, number>()
  return (...parts) => {
    const key = parts.join('\u0000')
    const turn = (turns.get(key) ?? 0) + 1
    turns.set(key, turn)
    return digest(`${key}\u0000${turn}`)
  }
}
