/** The page's only style sheet: system fonts, light and dark, narrow and wide, paper. */
export const style = `
:root { color-scheme: light dark; --ink: #1c2127; --soft: #5d6773; --line: #dfe3e8; --paper: #ffffff; --ground: #f6f7f9;
  --good: #1a7f4b; --bad: #b3261e; --warn: #8a5a00; --idle: #6b7683; --code: #f1f3f6 }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ed; --soft: #9aa5b1; --line: #2f363e; --paper: #1a1e23;
  --ground: #121519; --good: #5cc98f; --bad: #ff8a80; --warn: #e0b050; --idle: #8b96a3; --code: #22272e } }
* { box-sizing: border-box }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, sans-serif }
main { max-width: 66rem; margin: 0 auto; padding: 2rem 1.25rem 4rem }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .25rem; overflow-wrap: anywhere }
h2 { font-size: 1.15rem; margin: 2.5rem 0 .75rem }
h3 { font-size: 1rem; margin: 1.75rem 0 .5rem; overflow-wrap: anywhere }
p { margin: .25rem 0 } small, .soft { color: var(--soft); font-size: .875rem }
.verdict { display: inline-block; font-weight: 600; padding: .1rem .6rem; border-radius: 1rem; border: 1.5px solid }
.passed, .done, .met, td .green { color: var(--good) } .failed, .aborted, .unmet, td .red { color: var(--bad) }
.accepted, .unknown, .backed-out, .unclear { color: var(--warn) } .skipped, .open, .aside, .running, .none { color: var(--idle) }
dl { margin: 1.25rem 0 } dl div { display: grid; grid-template-columns: 7rem 1fr; gap: 0 1rem; padding: .1rem 0 }
dt { color: var(--soft) } dd { margin: 0; overflow-wrap: anywhere }
.rehearsal { margin: .75rem 0; border-left: 4px solid var(--warn); padding: .5rem 1rem; background: var(--paper) }
.step { display: grid; grid-template-columns: 5.5rem 1fr; gap: 0 1rem; background: var(--paper);
  border: 1px solid var(--line); border-bottom-width: 0; padding: .6rem 1rem; content-visibility: auto;
  contain-intrinsic-size: auto 4rem }
.step:last-child { border-bottom-width: 1px }
.state { font-size: .8rem; font-weight: 600; padding-top: .15rem }
.state::before { content: ""; display: inline-block; width: .6rem; height: .6rem; border-radius: 50%; margin-right: .4rem;
  border: 2px solid currentColor }
.state.passed::before, .state.failed::before, .state.accepted::before { background: currentColor }
.state.failed::before, .state.unknown::before { border-radius: 0 }
.title { overflow-wrap: anywhere } .title b { font-weight: 600 }
bdi { unicode-bidi: isolate }
pre { background: var(--code); padding: .6rem .8rem; margin: .5rem 0; overflow: auto; max-height: 28rem; border-radius: 4px;
  font: .8125rem/1.45 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere }
.code { color: var(--warn); font-style: normal; font-family: ui-monospace, monospace; font-size: .85em }
details { margin: .35rem 0 } summary { cursor: pointer; color: var(--soft); font-size: .875rem; overflow-wrap: anywhere }
.digest { font-family: ui-monospace, monospace; font-size: .8rem; overflow-wrap: anywhere }
.before { border-left: 3px solid var(--bad) } .after { border-left: 3px solid var(--good) }
table { border-collapse: collapse; width: 100%; font-size: .9rem; background: var(--paper) }
th, td { text-align: left; vertical-align: top; padding: .45rem .75rem; border: 1px solid var(--line) }
td { overflow-wrap: anywhere; min-width: 5rem } .time { white-space: nowrap }
th { color: var(--soft); font-weight: 600 } footer { margin-top: 3rem; border-top: 1px solid var(--line); padding-top: 1rem }
figure.chart { margin: .75rem 0 1.25rem; background: var(--paper); border: 1px solid var(--line); padding: .6rem .8rem }
.chart svg { display: block; width: 100%; height: auto; font: 11px system-ui, sans-serif }
.chart text { fill: var(--soft) } .chart .scale, .chart .time-to, .chart .bound-name { text-anchor: end }
.chart .axis { stroke: var(--line) } .chart .line { fill: none; stroke: var(--ink); stroke-width: 1.5 }
.chart .bound { stroke: var(--warn); stroke-dasharray: 5 4 } .chart .bound-name { fill: var(--warn) }
.chart .off { fill: var(--paper); stroke: var(--bad); stroke-width: 2 } .chart .mark { stroke-width: 2; stroke: var(--warn) }
.chart .mark.green { stroke: var(--good) } .chart .mark.red { stroke: var(--bad) }
.chart figcaption { color: var(--soft); font-size: .875rem; margin-top: .35rem; overflow-wrap: anywhere }
@media (max-width: 44rem) { main { padding: 1.25rem .9rem 3rem } .step { grid-template-columns: 1fr; padding: .6rem .8rem }
  dl div { grid-template-columns: 1fr; padding: .2rem 0 } dt { font-size: .875rem } }
@media (max-width: 56rem) {
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
  table, tbody, tr, td { display: block } table { background: none }
  tr { background: var(--paper); border: 1px solid var(--line); padding: .5rem .8rem; margin-bottom: .5rem }
  td { border: 0; padding: .1rem 0; display: grid; grid-template-columns: 5.5rem 1fr; gap: .6rem }
  td:has(bdi:empty) { display: none } td::before { content: attr(data-name); color: var(--soft) } }
@media print { body { background: none } main { max-width: none; padding: 0 } pre { max-height: none }
  .step { break-inside: avoid; content-visibility: visible } }
`
