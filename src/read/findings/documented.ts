import { rules } from './index.ts'
import { type About, silenceRules } from './silence.ts'

/** Everything that is found under a name of its own, in the order of the names. Each has a page in `docs/rules/`. */
export const documented: readonly About[] = [...rules, ...silenceRules].sort((a, b) => (a.name < b.name ? -1 : 1))
