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
