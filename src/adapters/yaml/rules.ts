import type { Severity } from '../../plan/index.ts'
import type { YamlNode } from './strict.ts'

/** What the project says about a rule. A rule is off for a reason only. */
export type RuleSetting =
  | { readonly severity: Severity; readonly reason: string | null }
  | { readonly severity: 'off'; readonly reason: string }

const severities = ['info', 'warning', 'error'] as const

/** Settings by rule, `shellcheck` and `shellcheck/SC2086` among them. With `known`, other names are an error. */
export function ruleSettings(
  node: YamlNode | undefined,
  known: readonly string[] | null,
): Readonly<Record<string, RuleSetting>> {
  return Object.fromEntries(
    (node?.entries(null, 'a mapping from rules to severities') ?? []).map(([name, setting]) => {
      if (known !== null && !known.includes(name) && !/^shellcheck(?:\/SC\d{4})?$/.test(name))
        throw setting.unknownKey(name, known, 'the name of a rule, as `holdpoint lint` prints it')
      return [name, settingOf(setting)]
    }),
  )
}

function settingOf(node: YamlNode): RuleSetting {
  if (node.isText) {
    const expected = '`info`, `warning`, `error`, or a mapping with `severity: off` and a `reason`'
    const severity = severities.find((word) => word === node.text(expected))
    if (severity === undefined) throw node.wrong(expected)
    return { severity, reason: null }
  }
  const parts = Object.fromEntries(
    node.entries(['severity', 'reason'], 'a severity, or a mapping with `severity` and `reason`'),
  )
  const severity = parts.severity?.oneOf(['off', ...severities])
  const reason = parts.reason?.text('the reason in words') ?? null
  if (severity === undefined) throw node.wrong('`severity` in it: `off`, `info`, `warning` or `error`')
  if (severity !== 'off') return { severity, reason }
  if (reason === null || reason.trim() === '') throw node.wrong('a `reason` beside `severity: off`')
  return { severity, reason }
}
