import type { Outgoing } from '../../engine/ports.ts'
import type { Notifier } from '../../plan/notifier.ts'

type Mail = Extract<Notifier, { kind: 'mail' }>

/**
 * Over SMTP, encrypted wherever the server can. Every try of a message has the same Message-ID: readers see it once. It holds
 * how far the journal had come, and the hash of its last event, which `verify` can be given: whoever has the mail can prove them.
 */
export async function mail({ server, from, to }: Mail, message: Outgoing, patience: number): Promise<string> {
  const { createTransport } = await import('nodemailer')
  const limits = { connectionTimeout: patience, greetingTimeout: patience, socketTimeout: patience }
  const transport = createTransport({ url: server, ...limits })
  try {
    const sent = await transport.sendMail({
      from,
      to: [...to],
      subject: message.subject,
      text: message.text,
      messageId: `<${[message.id, ...anchorOf(message)].join('.')}@holdpoint>`,
      disableFileAccess: true,
      disableUrlAccess: true,
    })
    if (sent.rejected.length > 0) throw new Error(`the server refused ${sent.rejected.map(String).join(', ')}`)
    return sent.response
  } finally {
    transport.close()
  }
}

const anchorOf = ({ anchor }: Outgoing): readonly (string | number)[] =>
  anchor === null ? [] : [anchor.events, anchor.head]
