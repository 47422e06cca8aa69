/**
 * Products that stand in for each other: whoever has one of a kind rarely has another. The same in every language of prose.
 */
const kinds: Readonly<Record<string, RegExp>> = {
  database:
    /^(?:postgres(?:ql)?|mysql|mariadb|sqlite3?|mongo(?:db)?|oracle(?: database)?|(?:ms ?)?sql server|mssql|cockroachdb)$/i,
  'package manager': /^(?:npm|yarn|pnpm|bun)$/i,
  'package manager of Python': /^(?:pip|pipenv|poetry|uv|conda)$/i,
  'container engine': /^(?:docker|podman|nerdctl)$/i,
  'web server': /^(?:nginx|apache2?|httpd|caddy)$/i,
  'process manager': /^(?:systemd|pm2|supervisor(?:d)?)$/i,
}

/** Of which kind a line is that is nothing but the name of a product, with a remark in brackets or a colon at most. */
export function kindOfProduct(text: string): { readonly kind: string; readonly name: string } | null {
  const name = /^([A-Za-z][\w .-]{1,30}?)\s*(?:\([^()]*\))?\s*[:：]?$/.exec(text.trim())?.[1] ?? ''
  const found = Object.entries(kinds).find(([, names]) => names.test(name))
  return found === undefined ? null : { kind: found[0], name: name.toLowerCase() }
}
