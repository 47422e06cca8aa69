/** Who acted. Every event has one. */
export interface Actor {
  /** `person`: someone at a terminal, by operating-system user. `engine`: Holdpoint itself. `answers`: an answers file. */
  readonly kind: 'person' | 'engine' | 'answers' | 'rehearsal'
  /** Operating-system user, or the file's path. */
  readonly id: string
  /** git's name and e-mail where known: `Ada Lovelace <ada@example.org>`. */
  readonly name: string | null
  /** Fingerprint of the key that the act is signed with (`SHA256:…`); null: it is not signed. */
  readonly key: string | null
}
