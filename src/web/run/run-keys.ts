import { type RefObject, useEffect, useMemo } from 'react'
import { tellKeys } from '../shell/key-list.tsx'
import { type KeyHelp, useKeys } from '../shell/keyboard.ts'
import type { DocumentHandle } from './document/document-view.tsx'
import type { Outline } from './document/outline.ts'
import { complain } from './notices.tsx'
import { useAct, useParts } from './run-context.tsx'
import { useStepDoing } from './step-doing.ts'

/** Keys of the page of a run, as the list shows them. */
const runKeys: readonly KeyHelp[] = [
  { keys: 'j k', does: 'next and previous step' },
  { keys: 'J K', does: 'next and previous section' },
  { keys: 'Enter', does: 'details of the step' },
  { keys: 't', does: 'tick the step' },
  { keys: 'r', does: 'retry the step that failed' },
  { keys: 'q', does: 'next question' },
  { keys: 'o', does: 'output of the step' },
  { keys: 'b', does: 'way back' },
  { keys: 'c', does: 'say something about the step' },
  { keys: 'l', does: 'timeline' },
  { keys: 'n', does: 'go to what runs or comes next' },
  { keys: 'f', does: 'follow what runs' },
  { keys: '/', does: 'find in the document' },
]

/** Everything on the page without a mouse. */
export function useRunKeys(outline: Outline, handle: RefObject<DocumentHandle | null>): void {
  const { store, document, page, go, show } = useParts()
  const { tick } = useStepDoing()
  const act = useAct()
  useEffect(() => {
    tellKeys(runKeys)
    return () => tellKeys([])
  }, [])
  const bindings = useMemo(() => {
    const view = () => store.snapshot().view
    const at = () => {
      const { current } = page.here()
      return current === null ? null : (document.steps[current] ?? null)
    }
    const first = () => {
      const from = handle.current?.first() ?? 0
      return outline.steps.find((step) => (outline.rowOfStep.get(step) ?? 0) >= from) ?? null
    }
    const toStep = (by: number) => {
      const { current } = page.here()
      const index = current === null ? -1 : outline.steps.indexOf(current)
      const step = index < 0 ? first() : outline.steps[Math.min(outline.steps.length - 1, Math.max(0, index + by))]
      page.set({ following: false })
      if (step != null) handle.current?.toStep(step)
    }
    const toSection = (by: number) => {
      const { current } = page.here()
      const row = (current === null ? undefined : outline.rowOfStep.get(current)) ?? handle.current?.first() ?? 0
      const heading =
        by > 0
          ? outline.headings.find((one) => one > row)
          : (outline.headings.findLast((one) => one < (outline.headingOf[row] ?? row)) ?? outline.headings[0])
      if (heading === undefined) return
      page.set({ following: false })
      const step = outline.steps.find((one) => (outline.rowOfStep.get(one) ?? 0) > heading)
      if (step !== undefined) handle.current?.toStep(step)
      handle.current?.toRow(heading)
    }
    const next = () => view().running[0]?.step ?? view().open[0]?.steps[0] ?? view().next[0] ?? null
    return {
      j: () => toStep(1),
      k: () => toStep(-1),
      J: () => toSection(1),
      K: () => toSection(-1),
      Enter: () => {
        const step = at()
        // Enter on a button presses it.
        if (step === null || globalThis.document.activeElement?.closest('button, a, summary, [role=tab]')) return false
        page.toggle(step.id)
        return true
      },
      t: () => {
        const step = at()
        if (step !== null) void tick(step)
      },
      r: () => {
        const { current } = page.here()
        const failed = view().open.filter(({ options }) => options.some(({ id }) => id === 'retry'))
        const question = failed.find(({ steps }) => current !== null && steps.includes(current)) ?? failed[0]
        if (question === undefined) return
        void act('answer', { decision: question.id, option: 'retry' }).catch(complain)
      },
      // No option of a question has this key: pressed twice, it answers nothing.
      q: () => {
        const { open } = view()
        const { current } = page.here()
        const known = open.findIndex(({ steps }) => current !== null && steps.includes(current))
        const question = open[(known + 1) % Math.max(1, open.length)] ?? open[0]
        const [step] = question?.steps ?? []
        if (step === undefined) show('decisions')
        else go(step, 'decisions')
        focusQuestion(question?.id ?? null)
      },
      o: () => show('output'),
      b: () => show('back'),
      c: () => {
        show('talk')
        focusWhenDrawn('[role=tabpanel] textarea')
      },
      l: () => show('timeline'),
      n: () => {
        const step = next()
        if (step !== null) go(step)
      },
      f: () => page.set({ following: true }),
      '/': () => page.set({ find: page.here().find ?? '' }),
      Escape: () => (page.here().find === null ? false : page.set({ find: null })),
    }
  }, [store, document, page, go, show, tick, act, outline, handle])
  useKeys(bindings)
}

/** The question takes the keys of its options as soon as it is drawn. */
function focusQuestion(id: string | null): void {
  if (id !== null) focusWhenDrawn(`[data-decision="${CSS.escape(id)}"]`)
}

/** What a key opens takes the next keys, as soon as it is there: panes are loaded when they are first opened. */
function focusWhenDrawn(selector: string, until = performance.now() + 3_000): void {
  requestAnimationFrame(() => {
    const found = globalThis.document.querySelector<HTMLElement>(selector)
    if (found) {
      found.focus({ preventScroll: true })
      found.scrollIntoView({ block: 'nearest' })
    } else if (performance.now() < until) focusWhenDrawn(selector, until)
  })
}
