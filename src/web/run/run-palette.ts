import { useNavigate } from '@tanstack/react-router'
import { type RefObject, useCallback } from 'react'
import { stepStates } from '../parts/meaning.ts'
import { type Entry, usePaletteEntries } from '../shell/palette-store.ts'
import type { DocumentHandle } from './document/document-view.tsx'
import { type Outline, textOf } from './document/outline.ts'
import { useParts } from './run-context.tsx'
import { useRunDoing } from './run-doing.ts'
import { useStepDoing } from './step-doing.ts'

/** Acts, questions, sections and steps of a run, to be found by their words. */
export function useRunPalette(outline: Outline, handle: RefObject<DocumentHandle | null>): void {
  const { store, document, page, go, show } = useParts()
  const { pause, resume, abort } = useRunDoing()
  const { tick } = useStepDoing()
  const navigate = useNavigate()
  usePaletteEntries(
    useCallback((): readonly Entry[] => {
      const { view } = store.snapshot()
      const { current } = page.here()
      const at = current === null ? undefined : document.steps[current]
      const acts: Entry[] = [
        ...view.open.map(
          (question): Entry => ({
            id: `question ${question.id}`,
            group: 'Questions',
            name: question.question,
            words: 'answer decide',
            icon: 'waiting',
            keys: 'q',
            act: () => (question.steps[0] === undefined ? show('decisions') : go(question.steps[0], 'decisions')),
          }),
        ),
        ...(at === undefined
          ? []
          : [
              {
                id: 'tick',
                group: 'Acts',
                name: `Tick step ${at.number}`,
                icon: 'passed',
                keys: 't',
                act: () => void tick(at),
              } as const,
              {
                id: 'details',
                group: 'Acts',
                name: `Details of step ${at.number}`,
                icon: 'more',
                keys: 'Enter',
                act: () => page.toggle(at.id),
              } as const,
            ]),
        { id: 'output', group: 'Acts', name: 'Output', icon: 'output', keys: 'o', act: () => show('output') },
        {
          id: 'back',
          group: 'Acts',
          name: 'Way back',
          words: 'rollback roll back undo',
          icon: 'back',
          keys: 'b',
          act: () => show('back'),
        },
        { id: 'timeline', group: 'Acts', name: 'Timeline', icon: 'timeline', keys: 'l', act: () => show('timeline') },
        {
          id: 'talk',
          group: 'Acts',
          name: 'Comments and evidence',
          icon: 'comment',
          keys: 'c',
          act: () => show('talk'),
        },
        {
          id: 'find',
          group: 'Acts',
          name: 'Find in the document',
          icon: 'search',
          keys: '/',
          act: () => page.set({ find: '' }),
        },
        {
          id: 'follow',
          group: 'Acts',
          name: 'Follow what runs',
          icon: 'down',
          keys: 'f',
          act: () => page.set({ following: true }),
        },
        ...(view.status === 'running'
          ? [{ id: 'pause', group: 'Acts', name: 'Pause the run', icon: 'paused', act: pause } as const]
          : []),
        ...(view.status === 'paused' || (view.status === 'running' && view.driver === null)
          ? [{ id: 'resume', group: 'Acts', name: 'Resume the run', icon: 'play', act: resume } as const]
          : []),
        ...(view.status === 'ended'
          ? []
          : [
              {
                id: 'abort',
                group: 'Acts',
                name: 'End the run here',
                words: 'abort stop',
                icon: 'close',
                act: abort,
              } as const,
            ]),
        {
          id: 'record',
          group: 'Acts',
          name: 'Record',
          icon: 'record',
          act: () => void navigate({ to: '/runs/$run/record', params: { run: view.run } }),
        },
        {
          id: 'compare',
          group: 'Acts',
          name: 'What changed since the run before',
          words: 'compare diff yesterday',
          icon: 'timeline',
          act: () => void navigate({ to: '/compare/$a/$b', params: { a: 'before', b: view.run } }),
        },
        {
          id: 'wall',
          group: 'Acts',
          name: 'Wall view',
          words: 'war room screen',
          icon: 'screen',
          act: () => void navigate({ to: '/runs/$run', params: { run: view.run }, search: { view: 'wall' } }),
        },
      ]
      const sections = outline.headings.flatMap((index): Entry[] => {
        const row = outline.rows[index]
        if (row?.is !== 'heading') return []
        const icon = row.procedure === null ? 'right' : 'back'
        const act = () => {
          page.set({ following: false })
          handle.current?.toRow(index)
        }
        return [{ id: `section ${index}`, group: 'Sections', name: textOf(row.words), icon, act }]
      })
      const steps = outline.steps.flatMap((id): Entry[] => {
        const step = document.steps[id]
        if (step === undefined) return []
        const { icon, word } = stepStates[view.steps[id]?.state ?? 'open']
        const words = `step ${step.number} ${word} ${step.command?.slice(0, 400) ?? ''}`
        return [
          { id: `step ${id}`, group: 'Steps', name: `${step.number}. ${step.title}`, words, icon, act: () => go(id) },
        ]
      })
      return [...acts, ...sections, ...steps]
    }, [store, document, page, go, show, pause, resume, abort, tick, navigate, outline, handle]),
  )
}
