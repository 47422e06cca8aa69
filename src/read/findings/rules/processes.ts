import type { PlacedCall } from '../../shell/index.ts'
import { has, plain, scriptWords } from '../../shell/programs.ts'
import { blocksOf, callsOf } from '../calls.ts'
import type { Looked } from '../look.ts'
import { checks } from '../programs.ts'
import type { Rule } from '../rule.ts'

/** Interpreters and servers of which a machine runs many. */
const shared = /^(?:python[\d.]*|node|nodejs|java|ruby|php|perl|bash|sh|deno|bun|npm|dotnet|beam\.smp)$/

/** A name that belongs to more processes than the one that is meant. */
export const killTooWide: Rule = {
  name: 'kill-too-wide',
  severity: 'warning',
  reason: 'Every process with that name or port is ended, also those that have nothing to do with the release.',
  remedy: 'Stop the service by its manager, or end the one process whose id was kept when it was started.',
  *find(look) {
    const { text } = look.judged.document.source
    for (const { call } of callsOf(look)) {
      const words = plain(call)
      const name = words.at(-1) ?? ''
      if (/^(?:pkill|killall)$/.test(call.program) && shared.test(name) && !has(call, '-P', '--parent')) {
        yield { span: call.span, message: `This ends every ${name} on the machine, not only that of the release.` }
      } else if (call.program === 'kill' && /\blsof\b/.test(textOf(text, call)) && anyConnection(textOf(text, call))) {
        yield {
          span: call.span,
          message: 'lsof names everybody who has a connection on this port, clients too, and all of them are ended.',
          remedy: 'Ask lsof for the listener alone: "lsof -t -iTCP:PORT -sTCP:LISTEN".',
        }
      }
    }
  },
}

const textOf = (text: string, { span }: PlacedCall) => text.slice(span.start, span.end)
const anyConnection = (text: string) => /-\w*i\s*(?:tcp)?:/i.test(text) && !/LISTEN/i.test(text)

/** A process that is killed at once can neither finish nor clean up. */
export const killNineFirst: Rule = {
  name: 'kill-nine-first',
  severity: 'warning',
  reason: 'A killed process finishes no request, writes no data out and removes no lock.',
  remedy: 'Ask it to end with plain kill, wait until it is gone, and only then use -9.',
  *find(look) {
    for (const block of blocksOf(look)) {
      let asked = false
      for (const { call } of block) {
        asked ||= (kills(call) && !forces(call)) || /\bstop\b/.test(call.args.join(' '))
        if (asked || !kills(call)) continue
        yield { span: call.span, message: 'This kills the process without asking it to end first.' }
      }
    }
  },
}

const kills = ({ program }: PlacedCall) => /^(?:kill|pkill|killall)$/.test(program)
const forces = (call: PlacedCall) =>
  /(?:^| )-(?:9|KILL|SIGKILL)(?: |$)|(?:^| )(?:-s|--signal)[ =]?(?:9|KILL|SIGKILL)\b/.test(call.args.join(' '))

/** A server behind `&` that writes to the terminal and ends with it. */
export const backgroundWithoutLog: Rule = {
  name: 'background-without-log',
  severity: 'warning',
  reason: 'What runs behind & writes over the terminal, leaves no log, and may end when the terminal is closed.',
  remedy: 'Have a service manager run it, or write "nohup … > app.log 2>&1 &" and keep its process id.',
  *find(look) {
    for (const block of blocksOf(look)) {
      const ends = block.findLastIndex(({ call }) => /^(?:kill|pkill|disown)$/.test(call.program))
      for (const [at, { call, looked }] of block.entries()) {
        if (!call.background || call.nested || looked.section?.role !== 'deploy' || at < ends) continue
        if (call.via.some((one) => /^(?:nohup|setsid)$/.test(one)) || !serves(call) || call.piped) continue
        if ([...call.over, ...(call.onto ?? [])].length > 0) continue
        yield {
          span: call.span,
          message: `${call.program} runs behind & here: no log, and its end comes with the terminal's.`,
        }
      }
    }
  },
}

const serves = (call: PlacedCall) =>
  /^(?:gunicorn|uvicorn|hypercorn|daphne|celery|streamlit|redis-server|caddy)$/.test(call.program) ||
  (/^(?:node|java|python[\d.]*|php|deno|bun)$/.test(call.program) && scriptWords(call).length > 0) ||
  (/^(?:npm|yarn|pnpm)$/.test(call.program) && /^(?:run )?(?:start|serve)\b/.test(plain(call).join(' ')))

/** A wait that is too long on good days and too short on the day that matters. */
export const fixedSleep: Rule = {
  name: 'fixed-sleep',
  severity: 'info',
  reason: 'A fixed wait is too short on a slow day, and the check after it fails although all is well.',
  remedy: 'Wait for the condition: "timeout 60 sh -c \'until curl -fs URL; do sleep 1; done\'".',
  *find(look) {
    for (const block of blocksOf(look)) {
      for (const [at, { call, looked }] of block.entries()) {
        if (call.program !== 'sleep' || call.nested || seconds(call) > 300) continue
        const next = block[at + 1]?.call
        if (next === undefined || !checks(next) || inLoop(looked)) continue
        yield {
          span: call.span,
          message: `Whether ${call.args[0]} seconds are enough for ${next.program} is not known here.`,
        }
      }
    }
  },
}

const inLoop = ({ statement }: Looked) => /\b(?:do|while|until|for)\b/.test(statement.source)

const seconds = ({ args }: PlacedCall) => {
  const [, value = '0', unit = 's'] = /^(\d+)([smh]?)$/.exec(args[0] ?? '') ?? []
  return Number(value) * (unit === 'h' ? 3600 : unit === 'm' ? 60 : 1)
}
