/** Names that mean something to bash or to the programs it starts: no input may carry one of these. */
const prefix = 'INPUT_'

/**
 * Name of the environment variable that carries a placeholder's value. Its prefix keeps it from being taken for one that
 * programs read: `<path>`, `<port>`, `<version>` would change PATH, a server's port, a build's version.
 */
export function inputName(text: string): string {
  const words = text
    .normalize('NFD')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .toUpperCase()
  return prefix + (words === '' ? 'VALUE' : words.slice(0, 60))
}
