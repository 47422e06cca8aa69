/** Where messages go, from `holdpoint.yaml`. Texts may hold `${NAME}`: a secret stays in the environment. */
export type Notifier =
  | {
      readonly kind: 'mail'
      readonly name: string
      /** `smtp://user:${SMTP_PASSWORD}@mail.example.org:587`, `smtps://…`. */
      readonly server: string
      readonly from: string
      readonly to: readonly string[]
    }
  | {
      readonly kind: 'webhook'
      readonly name: string
      readonly url: string
      /** The shape of what is posted. */
      readonly as: 'generic' | 'slack' | 'teams'
      /** Signs what is posted, as the Standard Webhooks say; null: it is not signed. */
      readonly secret: string | null
    }
  | {
      readonly kind: 'pagerduty'
      readonly name: string
      /** Of an integration of a service (Events API v2). */
      readonly key: string
      /** Where events go. */
      readonly at: string
      /** Null: nothing is silenced. */
      readonly silence: Silence | null
    }

/** A maintenance window of PagerDuty's: while it is open, nobody is called about these services. */
export interface Silence {
  /** Ids, such as `PIJ90N7`. */
  readonly services: readonly string[]
  /** Of its REST API. */
  readonly token: string
  /** E-mail address of the PagerDuty user in whose name the window is opened. */
  readonly from: string
  /** Milliseconds after which it ends by itself. */
  readonly longest: number
  readonly at: string
}
