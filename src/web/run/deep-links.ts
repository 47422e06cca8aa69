import { type RefObject, useEffect } from 'react'
import type { RunDocument } from '../../contract/index.ts'
import type { DocumentHandle } from './document/document-view.tsx'
import type { Outline } from './document/outline.ts'
import { useParts } from './run-context.tsx'

/** `#step-12` and `#L42` lead to a step and to a line; the address always says where the viewer is, to be sent to others. */
export function useDeepLinks(handle: RefObject<DocumentHandle | null>, outline: Outline, document: RunDocument): void {
  const { page } = useParts()
  useEffect(() => {
    const follow = () => {
      const [, kind, number] = /^#(step-|L)(\d+)$/.exec(location.hash) ?? []
      if (kind === undefined) return
      page.set({ following: false })
      if (kind === 'L') return handle.current?.toLine(Number(number))
      const step = outline.steps.find((id) => document.steps[id]?.number === Number(number))
      if (step !== undefined) handle.current?.toStep(step)
    }
    follow()
    window.addEventListener('hashchange', follow)
    return () => window.removeEventListener('hashchange', follow)
  }, [handle, outline, document, page])
  useEffect(() => {
    let last: string | null = null
    return page.subscribe(() => {
      const { current, following } = page.here()
      // What is only followed is not where somebody meant to be.
      if (current === last || following) return
      last = current
      const number = current === null ? undefined : document.steps[current]?.number
      // Past the router, which listens to its own `replaceState` and would draw and scroll the page anew.
      if (number !== undefined) History.prototype.replaceState.call(history, history.state, '', `#step-${number}`)
    })
  }, [page, document])
}
