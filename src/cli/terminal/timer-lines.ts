import { paceOf, type RunState } from '../../run/index.ts'
import { quoted } from '../quoted.ts'
import { duration } from './times.ts'

interface Calling {
  /** Program and arguments, absolute. */
  readonly call: readonly string[]
  /** Absolute. */
  readonly cwd: string
  /** Commands of a sample find their programs in it: neither cron nor systemd know the operator's. */
  readonly path: string
}

/**
 * What cron or systemd need to call `holdpoint soak` in time, to paste: twice for each sample, at most every minute. Nothing
 * is installed by it.
 */
export function timerLines(state: RunState, { call, cwd, path }: Calling): string[] {
  const pace = paceOf(state)
  const minutes = everyMinutes(pace)
  const name = `holdpoint-soak-${state.id}`
  const command = call.map(quoted).join(' ')
  const units = '~/.config/systemd/user'
  return [
    pace === null
      ? '# This run has nothing more to watch.'
      : `# Samples are ${duration(pace * 1000)} apart at the closest: called every ${minutes === 1 ? 'minute' : `${minutes} minutes`}.`,
    '# With cron: a line for `crontab -e`, to be removed when the soak is over.',
    cronLine(minutes, `cd ${quoted(cwd)} && PATH=${quoted(path)} ${command}`),
    '',
    `# With systemd: ${units}/${name}.service`,
    '[Unit]',
    `Description=Samples of the soak of run ${state.id}`,
    '',
    '[Service]',
    'Type=oneshot',
    `WorkingDirectory=${cwd.replaceAll('%', '%%')}`,
    `Environment=${unitWord(`PATH=${path}`)}`,
    `ExecStart=${call.map(unitWord).join(' ')}`,
    '# 3: the soak goes on.',
    'SuccessExitStatus=3',
    '# A sample that runs is found again, not ended.',
    'KillMode=process',
    '',
    `# ${units}/${name}.timer`,
    '[Unit]',
    `Description=Samples of the soak of run ${state.id}`,
    '',
    '[Timer]',
    `OnCalendar=${minutes === 60 ? 'hourly' : `*:0/${minutes}`}`,
    'AccuracySec=1s',
    'Persistent=true',
    '',
    '[Install]',
    'WantedBy=timers.target',
    '',
    '# Then:',
    `#   systemctl --user daemon-reload && systemctl --user enable --now ${name}.timer`,
    '#   loginctl enable-linger    (so that it goes on when you log out)',
    `#   systemctl --user disable --now ${name}.timer    (when the soak is over)`,
  ]
}

/** A divisor of an hour, so that the calls are evenly apart. */
const everyMinutes = (pace: number | null): number =>
  [60, 30, 20, 15, 10, 5, 2, 1].find((minutes) => pace !== null && minutes * 120 <= pace) ?? 1

/** In a crontab `%` ends the command. */
const cronLine = (minutes: number, command: string): string =>
  `${minutes === 1 ? '*' : minutes === 60 ? '0' : `*/${minutes}`} * * * * ${command.replaceAll('%', '\\%')}`

/** A word of a unit file: in double quotes, its own signs escaped. */
const unitWord = (word: string): string =>
  `"${word.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('%', '%%').replaceAll('$', '$$')}"`
