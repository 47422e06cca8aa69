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
  /** They act on the page by a personal link: this machine vouches for who it is. Absent: they do not. */
  readonly link?: PersonalLink
}

/** By what somebody on the page is known: all that is needed to tell from the journal alone what they might decide. */
interface PersonalLink {
  /** Tells the links of a store apart; it is not what opens the page. */
  readonly id: string
  /** Whom of the project's people it was made for, by id; null: nobody whom the project names. */
  readonly person: string | null
  /** Roles that whoever made it gave beyond those of the project. */
  readonly roles: readonly string[]
  /** Who made it, by name. */
  readonly madeBy: string
}
