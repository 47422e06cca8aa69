/**
 * The reading of a document in the form in which readings are compared with each other: lines only, no plan.
 * Line numbers are 1-based. `docs/reading.md` says what each category means.
 */
export interface Reading {
  readonly doc: string
  readonly sections: readonly { readonly line: number; readonly role: Role }[]
  readonly items: readonly { readonly line: number; readonly kind: ItemKind }[]
  readonly commands: readonly {
    readonly start: number
    readonly end: number
    readonly form: 'fence' | 'inline'
    readonly flags: readonly CommandFlag[]
  }[]
  readonly placeholders: readonly { readonly line: number; readonly text: string }[]
  readonly expectations: readonly {
    readonly line: number
    readonly kind: ExpectationKind
    readonly on: number | null
  }[]
  readonly measures: readonly {
    readonly line: number
    readonly op: Comparison
    readonly value: number
    readonly unit: string
  }[]
  readonly durations: readonly { readonly line: number; readonly seconds: number }[]
  readonly windows: readonly { readonly line: number }[]
  readonly triggers: readonly { readonly line: number }[]
  readonly alternatives: readonly { readonly line: number }[]
}

/** What the text under a heading is for. */
export type Role =
  | 'prepare'
  | 'deploy'
  | 'verify'
  | 'monitor'
  | 'rollback'
  | 'communicate'
  | 'signoff'
  | 'record'
  | 'contacts'
  | 'reference'

export type ItemKind = 'command' | 'confirm' | 'signoff' | 'record'
export type CommandFlag = 'endless' | 'interactive' | 'destructive' | 'secret'
export type ExpectationKind = 'status' | 'json' | 'count' | 'threshold' | 'text' | 'judgment'
export type Comparison = '<' | '<=' | '>' | '>=' | '='
