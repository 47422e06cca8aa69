import type { RoleHolders } from './authority.ts'

/** A text's words as roles are compared: without case, and a plural like its singular. */
const wordsOf = (text: string): readonly string[] =>
  (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => (word.length > 2 ? word.replace(/s$/, '') : word))

const namesOf = ({ name, called }: RoleHolders): readonly (readonly string[])[] =>
  [name, ...called].map(wordsOf).filter((words) => words.length > 0)

const standsAt = (words: readonly string[], name: readonly string[], at: number): boolean =>
  name.every((word, i) => words[at + i] === word)

/** The roles that a text names in their most words: of `qa` and `qa-lead`, “QA Lead: ____” names the second. */
export const rolesNamed = (text: string, roles: readonly RoleHolders[]): readonly RoleHolders[] => {
  const words = wordsOf(text)
  const found = roles.flatMap((role) => {
    const names = namesOf(role).filter((name) => words.some((_, at) => standsAt(words, name, at)))
    return names.length === 0 ? [] : [{ role, length: Math.max(...names.map((name) => name.length)) }]
  })
  const most = Math.max(...found.map(({ length }) => length))
  return found.filter(({ length }) => length === most).map(({ role }) => role)
}

/** How many of which role a text asks for: “3+ storytellers, 5 or more players”. */
export const countsIn = (
  text: string,
  roles: readonly RoleHolders[],
): readonly { readonly role: string; readonly count: number }[] =>
  [...text.matchAll(/(?<![\p{L}\p{N}.])(\d{1,2})\s*(?:\+|or more\b)\s*([^\d,;.()\n]+)/gu)].flatMap(
    ([, count = '', after = '']) => {
      const words = wordsOf(after)
      const role = roles.find((one) => namesOf(one).some((name) => standsAt(words, name, 0)))
      return role && Number(count) > 0 ? [{ role: role.name, count: Number(count) }] : []
    },
  )
