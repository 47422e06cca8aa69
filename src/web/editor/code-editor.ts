import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { markdown } from '@codemirror/lang-markdown'
import { bracketMatching, HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import { type Diagnostic, lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint'
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search'
import { EditorState, RangeSet, StateEffect, StateField, Transaction } from '@codemirror/state'
import {
  drawSelection,
  EditorView,
  GutterMarker,
  gutter,
  highlightActiveLine,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from '@codemirror/view'
import { tags } from '@lezer/highlight'
import type { Finding, Plan } from '../../plan/index.ts'
import { inBreaks, lineBreakOf, placeIn } from './line-breaks.ts'
import { theme } from './theme.ts'

/** An editor in the page. */
export interface CodeEditor {
  text(): string
  /** Puts another text in the place of all; it can be undone. */
  replace(text: string): void
  show(plan: Plan, findings: readonly Finding[]): void
  /** Goes to a line, 1-based. */
  go(line: number): void
  focus(): void
  close(): void
}

interface Options {
  readonly text: string
  readonly writable: boolean
  readonly label: string
  readonly onChange: () => void
  readonly onSave: () => void
  readonly onRule: (rule: string) => void
}

const setSteps = StateEffect.define<RangeSet<GutterMarker>>()

/** Numbers of steps, at the lines on which they begin. */
const steps = StateField.define<RangeSet<GutterMarker>>({
  create: () => RangeSet.empty,
  update(value, transaction) {
    const set = transaction.effects.find((effect) => effect.is(setSteps))
    return set === undefined ? value.map(transaction.changes) : set.value
  },
})

class StepNumber extends GutterMarker {
  private readonly number: number
  constructor(number: number) {
    super()
    this.number = number
  }
  override eq(other: GutterMarker) {
    return other instanceof StepNumber && other.number === this.number
  }
  override toDOM() {
    return document.createTextNode(`step ${this.number}`)
  }
}

/**
 * Opens an editor below `host`, in a shadow root: there its styles are sheets that a script makes, which the page's policy lets
 * in, and no style elements, which it does not.
 */
export function openEditor(host: HTMLElement, options: Options): CodeEditor {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' })
  const lineBreak = lineBreakOf(options.text)
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: options.text,
      extensions: [
        EditorState.lineSeparator.of(lineBreak),
        EditorState.readOnly.of(!options.writable),
        EditorView.clipboardInputFilter.of((text) => inBreaks(text, lineBreak)),
        EditorView.contentAttributes.of({ 'aria-label': options.label, tabindex: '0' }),
        EditorView.lineWrapping,
        lineNumbers(),
        steps,
        gutter({ class: 'cm-steps', markers: (of) => of.state.field(steps), initialSpacer: () => new StepNumber(999) }),
        lintGutter(),
        history(),
        drawSelection(),
        highlightSpecialChars(),
        highlightActiveLine(),
        highlightSelectionMatches(),
        bracketMatching(),
        markdown(),
        syntaxHighlighting(highlighting),
        search({ top: true }),
        theme,
        keymap.of([
          { key: 'Mod-s', run: saving(options.onSave), preventDefault: true },
          ...defaultKeymap,
          ...historyKeymap,
          ...searchKeymap,
          ...lintKeymap,
        ]),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) options.onChange()
        }),
      ],
    }),
  })
  const inside = (at: number) => Math.max(0, Math.min(view.state.doc.length, at))
  return {
    text: () => view.state.sliceDoc(),
    replace: (text) => {
      const doc = view.state.toText(inBreaks(text, lineBreak))
      view.dispatch({
        changes: { from: 0, to: view.state.doc.length, insert: doc },
        annotations: Transaction.userEvent.of('input.replace'),
      })
    },
    show: (plan, findings) => {
      const marks = plan.steps
        .map(({ span, number }) => ({ at: inside(placeIn(span.start, span.line, lineBreak)), number }))
        .map(({ at, number }) => new StepNumber(number).range(view.state.doc.lineAt(at).from))
      view.dispatch({ effects: setSteps.of(RangeSet.of(marks, true)) })
      const diagnostics = findings.map((finding) => diagnosticOf(finding, lineBreak, inside, options.onRule))
      view.dispatch(setDiagnostics(view.state, diagnostics))
    },
    go: (line) => {
      const { from } = view.state.doc.line(Math.max(1, Math.min(view.state.doc.lines, line)))
      view.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { y: 'center' }) })
      view.focus()
    },
    focus: () => view.focus(),
    close: () => view.destroy(),
  }
}

const saving = (save: () => void) => () => {
  save()
  return true
}

function diagnosticOf(
  { span, severity, rule, message, remedy }: Finding,
  lineBreak: ReturnType<typeof lineBreakOf>,
  inside: (at: number) => number,
  onRule: (rule: string) => void,
): Diagnostic {
  const from = inside(placeIn(span.start, span.line, lineBreak))
  return {
    from,
    to: Math.max(from, inside(placeIn(span.end, span.endLine, lineBreak))),
    severity,
    source: rule,
    message: `${message}\n${remedy}`,
    actions: [{ name: 'About this rule', apply: () => onRule(rule.replace(/\/.*/, '')) }],
  }
}

/** Weight and slant only: colour says other things on this page. */
const highlighting = HighlightStyle.define([
  { tag: tags.heading, fontWeight: '600' },
  { tag: tags.strong, fontWeight: '600' },
  { tag: tags.emphasis, fontStyle: 'italic' },
  { tag: tags.strikethrough, textDecoration: 'line-through' },
  { tag: [tags.processingInstruction, tags.meta, tags.comment, tags.labelName], color: 'var(--ink-3)' },
  { tag: [tags.link, tags.url], textDecoration: 'underline' },
])
