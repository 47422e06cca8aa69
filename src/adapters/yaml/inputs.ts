import type { YamlNode } from './strict.ts'

/** `inputs: { APP: shop }`. Names are those of environment variables; values are taken as written. */
export function inputsOf(node: YamlNode | undefined): Readonly<Record<string, string>> {
  return Object.fromEntries(
    (node?.entries(null, 'a mapping from names of inputs to values') ?? []).map(([name, value]) => {
      if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name))
        throw value.wrong(`an input's name (letters, digits, _) for \`${name}\``)
      return [name, value.text('a value (quote it when it is empty)')]
    }),
  )
}
