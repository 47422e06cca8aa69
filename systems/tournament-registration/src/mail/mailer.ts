import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import { type Outside, type OutsideOptions, outside } from '../../../kit/outside.ts'
import type { Configuration } from '../variables.ts'
import type { Message } from './messages.ts'

/** Rejects when the mail was not taken; it is to be sent again then. */
export type SendMail = (mail: Message & { readonly id: string }) => Promise<void>

interface Mailer {
  readonly send: SendMail
  /** Rejects when the server does not answer or does not take the credentials. */
  ping(): Promise<void>
  readonly service: Outside | null
}

/** Milliseconds that the server has for each step of taking a mail. */
const patience = { connectionTimeout: 5_000, greetingTimeout: 5_000, socketTimeout: 15_000 }

/** Mails by SMTP; without a server they become files in `DATA/mail`. */
export function openMailer(configuration: Configuration, onAttempt: OutsideOptions['onAttempt']): Mailer {
  const { SMTP_URL: url, MAIL_FROM: from, DATA } = configuration
  const envelope = ({ id, recipients, subject, text }: Parameters<SendMail>[0]) => ({
    from,
    to: [...recipients],
    subject,
    text,
    // The same for each attempt: a mail that arrives twice is known to be one.
    messageId: `<${id}@${new URL(configuration.API_URL).hostname}>`,
  })
  if (url === undefined) return intoFiles(join(DATA, 'mail'), envelope)

  const transport = createTransport({ url, ...patience })
  const service = outside({
    name: 'mail',
    transient: () => true,
    // The outbox tries again, with longer pauses.
    attempts: 1,
    timeout: 30_000,
    opensAfter: 5,
    pause: 10_000,
    ...(onAttempt === undefined ? {} : { onAttempt }),
  })
  return {
    service,
    send: async (mail) => {
      await service.call(() => transport.sendMail(envelope(mail)))
    },
    ping: async () => {
      await transport.verify()
    },
  }
}

function intoFiles(folder: string, envelope: (mail: Parameters<SendMail>[0]) => object): Mailer {
  const transport = createTransport({ streamTransport: true, buffer: true })
  return {
    service: null,
    send: async (mail) => {
      const { message } = (await transport.sendMail(envelope(mail))) as { readonly message: Buffer }
      await mkdir(folder, { recursive: true })
      await writeFile(join(folder, `${mail.id}.new`), message)
      await rename(join(folder, `${mail.id}.new`), join(folder, `${mail.id}.eml`))
    },
    ping: async () => {
      await mkdir(folder, { recursive: true })
    },
  }
}
