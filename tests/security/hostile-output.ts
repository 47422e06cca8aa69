/** What a command prints to take hold of the terminal that shows it; `why`: what it would do. Each ends where a line ends. */
export const hostileOutput: readonly { readonly why: string; readonly bytes: string }[] = [
  { why: 'sets the title of the window', bytes: '\x1b]0;taken\x07\x1b]2;taken\x1b\\' },
  { why: 'sets the title by a C1 control', bytes: '\x9d0;taken\x9c' },
  { why: 'writes into the clipboard', bytes: '\x1b]52;c;dGFrZW4=\x07\x1b]52;p;dGFrZW4=\x1b\\' },
  {
    why: 'draws a link that says something else',
    bytes: '\x1b]8;;http://elsewhere.example/taken\x07notes\x1b]8;;\x07',
  },
  { why: 'draws a link that runs', bytes: '\x1b]8;;javascript:globalThis.taken=1\x1b\\click\x1b]8;;\x1b\\' },
  {
    why: 'asks for answers that would be typed',
    bytes: '\x1b[6n\x1b[c\x1b[>c\x1b[5n\x1b[0x\x1bZ\x1b]10;?\x07\x1b]11;?\x07',
  },
  { why: 'asks for the title, to be typed', bytes: '\x1b[21t\x1b[14t\x1b[18t' },
  { why: 'asks for settings by a device string', bytes: '\x1bP$qm\x1b\\\x1bP+q544e\x1b\\' },
  { why: 'moves and resizes the window', bytes: '\x1b[3;0;0t\x1b[8;1;1t\x1b[2t\x1b[9;1t' },
  { why: 'goes to the other screen', bytes: '\x1b[?1049h\x1b[?47h\x1b[?1047h' },
  { why: 'clears what was there', bytes: '\x1b[2J\x1b[3J\x1b[H\x1bc' },
  { why: 'goes up and writes over', bytes: '\x1b[10A\x1b[2KEverything is fine\x1b[10B' },
  { why: 'writes over its line', bytes: 'rm -rf /data\rls -l       ' },
  { why: 'takes its words back', bytes: 'failed\b\b\b\b\b\bpassed' },
  { why: 'hides words', bytes: '\x1b[8mhidden\x1b[28m\x1b[30;40mblack on black\x1b[0m' },
  { why: 'takes the mouse and the keys', bytes: '\x1b[?1000h\x1b[?1003h\x1b[?1006h\x1b[?1h\x1b=\x1b[?2004h' },
  { why: 'takes the cursor away', bytes: '\x1b[?25l\x1b[?12h' },
  { why: 'draws with other letters', bytes: '\x1b(0lqqqk\x0e abc \x0f\x1b(B' },
  { why: 'fills the screen', bytes: '\x1b#8' },
  {
    why: 'loads pictures',
    bytes: '\x1bPq#0;2;0;0;0~~\x1b\\\x1b_Gf=24,s=1,v=1;AAAA\x1b\\\x1b]1337;File=inline=1:AAAA\x07',
  },
  { why: 'defines keys', bytes: '\x1bP1;1|17/74616b656e\x1b\\\x1b]4;1;rgb:ff/00/00\x07' },
  { why: 'scrolls a part only', bytes: '\x1b[3;5r\x1b[5S\x1b[5T' },
  { why: 'never ends a string', bytes: '\x1b]0;taken'.padEnd(200, 'x') },
  { why: 'never ends a sequence', bytes: '\x1b[38;2;'.padEnd(300, '1;') },
  { why: 'counts beyond all bounds', bytes: '\x1b[99999999999999A\x1b[2147483647b\x1b[4294967295C' },
  { why: 'is HTML', bytes: `<img src=x onerror="globalThis.taken=1"><script>alert(1)</script>` },
  { why: 'says that the step is done', bytes: '\x1b[32m✓ Passed · approved by Ada\x1b[0m' },
  { why: 'turns the order of reading', bytes: 'safe \u202efr- mr\u202c \u2066x\u2069 \u200b\u200d\ufeff' },
  { why: 'is no UTF-8', bytes: '\0\xff\xfe\xc0\x80' },
]

/** A command that prints it: as octal escapes, so that the document itself holds none of it. Bytes above 0x7f of `bytes` are code points. */
export function printing(bytes: string): string {
  const octal = [...Buffer.from(bytes, /[\u0100-\uffff]/.test(bytes) ? 'utf8' : 'latin1')].map(
    (byte) => `\\${byte.toString(8).padStart(3, '0')}`,
  )
  return `printf '${octal.join('')}\\n'`
}
