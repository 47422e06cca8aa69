import type { CommandFlag } from '../../plan/index.ts'
import type { Call } from './calls.ts'
import { destroys, losesData } from './destructive.ts'
import { endlessness } from './endless.ts'
import { interactive } from './interactive.ts'
import { tellsSecret } from './secret.ts'
import { type WindowsShell, windowsCalls } from './windows-calls.ts'

/** A way in which a program of Windows, or a cmdlet, gets a flag; everything that runs elsewhere too is judged as there. */
interface Rule {
  readonly flag: Exclude<CommandFlag, 'secret'>
  /** Of the name in small letters, without `.exe`. */
  readonly programs: RegExp
  /** What its words, joined by blanks, must hold. Absent: anything. */
  readonly says?: RegExp
  readonly unless?: RegExp
}

const LOOKS_ONLY = /(?:^| )-whatif\b|(?:^| )\/\?/i
/** Cmdlets that take away what only lives in the shell, or what the next one brings back. */
const MERE =
  'item|itemproperty|module|variable|psdrive|pssession|psbreakpoint|job|event|alias|typedata|psreadlinekeyhandler'

const rules: readonly Rule[] = [
  {
    flag: 'destructive',
    programs: /^(?:remove-item|ri|rm|del|erase|rd|rmdir)$/,
    says: /(?:^| )-r(?:ecurse)?\b|(?:^| )\/s\b|\*/i,
    unless: LOOKS_ONLY,
  },
  { flag: 'destructive', programs: new RegExp(`^remove-(?!(?:${MERE})$)\\w+$`), unless: LOOKS_ONLY },
  {
    flag: 'destructive',
    programs: /^(?:remove-itemproperty|unregister-scheduledtask|clear-content|clear-eventlog|stop-computer)$/,
    unless: LOOKS_ONLY,
  },
  { flag: 'destructive', programs: /^(?:format-volume|clear-disk|restore-\w+|format|cipher)$/, unless: LOOKS_ONLY },
  { flag: 'destructive', programs: /^stop-process$|^spps$/, says: /-force\b/i },
  { flag: 'destructive', programs: /^taskkill$/, says: /(?:^| )\/f\b/i },
  { flag: 'destructive', programs: /^(?:reg|sc|vssadmin|wbadmin|netsh|nssm)$/, says: /(?:^| )(?:delete|remove)\b/i },
  { flag: 'destructive', programs: /^(?:schtasks|cmdkey)$/, says: /(?:^| )\/delete\b/i },
  { flag: 'destructive', programs: /^net$/, says: /^(?:user|share|localgroup) .*\/del(?:ete)?\b/i },
  { flag: 'destructive', programs: /^wevtutil$/, says: /^(?:cl|clear-log)\b/i },
  { flag: 'destructive', programs: /^robocopy$/, says: /\/(?:mir|purge)\b/i },
  { flag: 'destructive', programs: /^shutdown$/, says: /(?:^| )[/-][sp]\b/i },
  { flag: 'interactive', programs: /^(?:read-host|get-credential|enter-pssession|etsn|pause|choice|notepad|regedit)$/ },
  { flag: 'interactive', programs: /\.msc$|^(?:mmc|runas|diskpart|eventvwr|sysdm\.cpl)$/, unless: /(?:^| )\/s\b/ },
  { flag: 'interactive', programs: /^set$/, says: /^\/p\b/i },
  { flag: 'interactive', programs: /^out-gridview$|^ogv$/, says: /-passthru\b|-outputmode\b/i },
  // Without the program to run it opens a window that asks for it.
  { flag: 'interactive', programs: /^nssm$/, says: /^(?:install|edit)(?: \S+)?$/i },
  { flag: 'endless', programs: /^(?:get-content|gc|cat|type)$/, says: /(?:^| )-wait\b/i },
  { flag: 'endless', programs: /^ping$/, says: /(?:^| )-t\b/i },
  // No script of Windows leaves a service behind it: its window is the server.
  {
    flag: 'endless',
    programs:
      /^(?:start|run|serve|server|dev)(?:[-_](?:server|app|dev|prod|production|all|local|backend|frontend|web|api|bot))*\.(?:bat|cmd|ps1)$/,
  },
]
/** Called like programs of elsewhere, with other options. */
const OTHERWISE = /^(?:ping|shutdown|format|set|sc|net|type|start)$/

const order: readonly CommandFlag[] = ['endless', 'interactive', 'destructive', 'secret']

/** Flags of a text in PowerShell or cmd. */
export function windowsFlags(text: string, shell: WindowsShell): CommandFlag[] {
  const flags = new Set<CommandFlag>()
  for (const call of windowsCalls(text, shell)) {
    const said = call.args.join(' ')
    for (const { flag, programs, says, unless } of rules)
      if (programs.test(call.program) && (says?.test(said) ?? true) && !unless?.test(said)) flags.add(flag)
    if (call.program === 'invoke-sqlcmd' && losesData(said)) flags.add('destructive')
    if (!OTHERWISE.test(call.program)) {
      if (endlessness(call) !== null) flags.add('endless')
      if (interactive(call)) flags.add('interactive')
      if (destroys(call)) flags.add('destructive')
    }
    if (tells(call, text.slice(call.start, call.end))) flags.add('secret')
  }
  return order.filter((flag) => flags.has(flag))
}

/** As elsewhere, and in the ways in which Windows is told a password. */
function tells(call: Call, text: string): boolean {
  const said = call.args.join(' ')
  if (tellsSecret(call, text.replace(/^\s*\$(?:env:|global:)?/i, ' '))) return true
  if (call.program === 'convertto-securestring') return /-asplaintext\b/i.test(said) && !/^-?\$|-string \$/i.test(said)
  if (call.program === 'cmdkey') return /\/pass:[^%$\s]/i.test(said)
  if (call.program === 'net') return /^user \S+ (?![/*%$])\S+/i.test(said) || /^use .*\/user:\S+ [^/%$\s*]/i.test(said)
  if (call.program === 'set' || call.program === 'setx') return /(?:^| )\/\w+/.test(said) ? false : setsSecret(call)
  return false
}

const setsSecret = ({ args: [name = '', value = ''] }: Call) =>
  /password|secret|token|api_?key|access_?key|private_?key/i.test(name) && value !== '' && !/^[%$]/.test(value)
