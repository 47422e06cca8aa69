const units: Readonly<Record<string, number>> = { s: 1, m: 60, min: 60, h: 3600, d: 86_400, w: 604_800 }

/** `30 s`, `10m`, `1.5 h`, `2d`, `1 w`, in whole seconds, at least one; null: it is none of these. */
export const secondsIn = (text: string): number | null => {
  const [, number = '', unit = ''] = /^\s*(\d{1,6}(?:\.\d+)?)\s*(s|min|m|h|d|w)\s*$/.exec(text) ?? []
  const scale = units[unit]
  const seconds = scale === undefined ? 0 : Math.round(Number(number) * scale)
  return seconds < 1 ? null : seconds
}
