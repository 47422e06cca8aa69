import { useMemo } from 'react'
import { runPath } from '../client/api.ts'
import { ask } from './ask-reason.tsx'
import { complain } from './notices.tsx'
import { useAct, useParts } from './run-context.tsx'

/** What people do to a run as a whole; each says by itself what could not be done. */
export function useRunDoing() {
  const act = useAct()
  const { store } = useParts()
  return useMemo(() => {
    async function pause(): Promise<void> {
      const reason = await ask({
        title: 'Pause the run',
        text: 'What runs goes on to its end; nothing more starts until somebody resumes. Questions stay open.',
        act: 'Pause',
        meaning: 'plain',
        reason: 'asked',
      })
      if (reason !== null) await act('pause', { reason: reason || null }).catch(complain)
    }

    const resume = (): Promise<void> => act('resume', {}).catch(complain)

    async function abort(): Promise<void> {
      const reason = await ask({
        title: 'End the run here',
        text: 'The run ends as aborted, where it stands. Nothing is undone: for that there is the way back.',
        act: 'End the run',
        meaning: 'unmet',
        reason: 'asked',
      })
      if (reason !== null) await act('abort', { reason: reason || null }).catch(complain)
    }

    const download = (format: 'md' | 'html' | 'json') =>
      window.open(`${runPath(store.view.run)}/record.${format}`, '_blank', 'noopener')

    return { pause: () => void pause(), resume: () => void resume(), abort: () => void abort(), download }
  }, [act, store])
}
