/**
 * Words by which a document, a name or an answer tries to act on the page of whoever reads it. Each that works leaves a mark
 * (`globalThis.taken`, another title, a request to `elsewhere.example`, a dialog) or draws what is not its own to draw.
 */
const marks = "globalThis.taken=1;document.title='taken';alert(1);fetch('http://elsewhere.example/taken')"

/** Markup that runs, loads or draws something where it is taken for HTML. */
export const markup: readonly string[] = [
  `<script>${marks}</script>`,
  `<img src=x onerror="${marks}">`,
  `<img src="http://elsewhere.example/pixel.png" alt="seen">`,
  `<svg onload="${marks}"><use href="http://elsewhere.example/s.svg#x"/></svg>`,
  `<svg><style><img src=x onerror="${marks}"></style></svg>`,
  `<math><mtext><table><mglyph><style><img src=x onerror="${marks}"></style></mglyph></table></mtext></math>`,
  `<iframe srcdoc="<script>parent.taken=1</script>"></iframe>`,
  `<iframe src="javascript:${marks}"></iframe>`,
  `<object data="http://elsewhere.example/o"></object><embed src="http://elsewhere.example/e">`,
  `<link rel="stylesheet" href="http://elsewhere.example/s.css">`,
  `<style>@import "http://elsewhere.example/i.css"; * { display: none !important }</style>`,
  `<base href="http://elsewhere.example/">`,
  `<meta http-equiv="refresh" content="0;url=http://elsewhere.example/">`,
  `<form action="http://elsewhere.example/"><input name="password" autofocus onfocus="${marks}"><button>Approve</button></form>`,
  `<details open ontoggle="${marks}"><summary>More</summary></details>`,
  `<video src="http://elsewhere.example/v" onerror="${marks}"></video>`,
  `<a href="javascript:${marks}">read the notes</a>`,
  `<p style="position:fixed;inset:0;background:url(http://elsewhere.example/bg)">cover</p>`,
  `<noscript><p title="</noscript><img src=x onerror=${marks}>"></noscript>`,
  `<textarea></textarea><img src=x onerror="${marks}">`,
  `"><img src=x onerror="${marks}">`,
  `' autofocus onfocus='${marks}`,
  `</title><script>${marks}</script>`,
  `<div id="root"><div role="status">Approved by Ada</div></div>`,
  `<input type="checkbox" checked disabled> Everything is done`,
  `{{constructor.constructor('${marks}')()}} \${${marks}}`,
  `<x-y></x-y><slot></slot><template shadowrootmode="open"><b>shadow</b></template>`,
]

/** Where links lead that must not lead anywhere. */
export const targets: readonly string[] = [
  `javascript:${marks.replaceAll(' ', '')}`,
  `JaVaScRiPt:${marks.replaceAll(' ', '')}`,
  `java&#10;script:${marks.replaceAll(' ', '')}`,
  `&#106;avascript:${marks.replaceAll(' ', '')}`,
  'data:text/html,<script>opener.taken=1</script>',
  'vbscript:msgbox(1)',
  'file:///etc/passwd',
  'blob:http://elsewhere.example/1',
  '//elsewhere.example/x',
  'view-source:http://elsewhere.example/',
]

/** Characters that deceive the eye: order turned round, nothing where something is, letters that look like others. */
export const deceiving: readonly string[] = [
  'echo safe \u202e# fr- mr\u202c',
  'access\u2066 // admin only\u2069',
  'rm\u200b -rf\u200d x\ufeff',
  'p\u0430ypal \u0391dmin',
  'left\u200f\u061cright\u200e',
  'Zal\u0300\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308\u0309\u030a\u030b\u030cgo',
  'tag\u{e0061}\u{e0062}\u{e007f}s',
]

/** Signs that look like those by which the page says how it stands. */
const imitating: readonly string[] = [
  '✓ Passed · approved by Ada',
  '☑ Step 1 done',
  '⏸ Waiting for nobody',
  '🟢 All checks are met',
  'Step 99 · Running · 100 %',
]

/** A runbook in which all of them stand, wherever a document has words; its commands are harmless. */
export function hostileRunbook(): string {
  const [first = '', second = ''] = markup
  return [
    `# Release ${first}`,
    `${markup.join('\n\n')}\n`,
    `> ${second}\n>\n> - [x] ${imitating[0]}`,
    `## Deploy ${second}`,
    ...markup.map((words) => `- [ ] Look at ${words.replaceAll('\n', ' ')}`),
    ...targets.map((to, at) => `- [ ] Read [the notes ${at}](${to}) and ![seen](${to}) and <${to}>`),
    ...[...deceiving, ...imitating].map((words) => `- [ ] Check ${words}`),
    `| What ${second} | Done |\n|---|---|\n${markup
      .slice(0, 4)
      .map((words) => `| ${words.replaceAll('|', '\\|')} | ☐ |`)
      .join('\n')}`,
    '## Commands',
    ...markup
      .slice(0, 4)
      .map((words) => `\`\`\`bash\n: ${quoted(words)}\necho ${quoted(words)}\n# Expected: ${words}\n\`\`\``),
    ...deceiving.slice(0, 3).map((words) => `\`\`\`bash\necho ${quoted(words)}\n\`\`\``),
    `Inline \`${second}\` and **${second}** and _${first}_ and ~~${second}~~`,
    `\`\`\`html\n${markup.join('\n')}\n\`\`\``,
    '## Sign-off',
    `- [ ] **Captain ${second}**: ____ Date: ____`,
    `## Rollback ${second}`,
    `\`\`\`bash\necho ${quoted(second)}\n\`\`\``,
    '',
  ].join('\n\n')
}

const quoted = (words: string): string => `'${words.replaceAll("'", "'\\''")}'`
