/** What a terminal can show and how large it is. `width` and `height` are cells. */
export interface Caps {
  /** Output goes to a terminal and keys can be read from one. */
  readonly interactive: boolean
  readonly colour: boolean
  readonly unicode: boolean
  /** For screen readers: no cursor movement, no marks in place of words, full sentences. */
  readonly plain: boolean
  readonly width: number
  readonly height: number
}

/** What a person asked for on the command line. Absent: the environment decides. */
interface CapsFlags {
  readonly plain?: boolean
  readonly ascii?: boolean
  /** `false` for `--no-color`. */
  readonly color?: boolean
}

interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly input: { readonly isTTY?: boolean | undefined }
  readonly output: {
    readonly isTTY?: boolean | undefined
    readonly columns?: number | undefined
    readonly rows?: number | undefined
  }
}

/**
 * Decides what may be written. `--no-color`, then `NO_COLOR`, then `FORCE_COLOR` win over what the terminal says
 * (https://no-color.org, https://force-color.org). A window narrower than 20 cells is treated as 20.
 */
export function detectCaps(around: Surroundings, flags: CapsFlags = {}): Caps {
  const { env, output, input } = around
  const dumb = env.TERM === 'dumb'
  const tty = output.isTTY === true
  const plain = flags.plain === true
  const width = output.columns || Number(env.COLUMNS) || 80
  return {
    interactive: tty && input.isTTY === true,
    colour: !plain && wantsColour(env, flags, tty && !dumb),
    unicode: !plain && flags.ascii !== true && !dumb && speaksUnicode(env),
    plain: plain || (tty && dumb),
    width: Math.max(20, width),
    height: Math.max(5, output.rows || 24),
  }
}

function wantsColour(env: Surroundings['env'], flags: CapsFlags, otherwise: boolean): boolean {
  if (flags.color === false) return false
  if (env.NO_COLOR) return false
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false'
  return otherwise
}

/** POSIX: the first of the three that is set and not empty decides. */
const speaksUnicode = (env: Surroundings['env']): boolean =>
  /utf-?8/i.test(env.LC_ALL || env.LC_CTYPE || env.LANG || '')
