import { join } from 'node:path'
import { addNote, checkStamp, keepStamp, readProject, timeStamp } from '../../compose.ts'
import { HoldpointError } from '../../errors.ts'
import { anchorLine, anchorOf } from '../../record/index.ts'
import type { RunState } from '../../run/index.ts'
import type { Context } from '../context.ts'
import { fileIn } from '../verify/anchors.ts'
import type { Workplace } from '../workplace.ts'

/** Writes the root of a run's journal down at a place that who alters it does not reach, and says what of that is left to do. */
export async function anchor(place: string, state: RunState, work: Workplace, { stderr }: Context): Promise<void> {
  const found = anchorOf(state.id, await work.engine.history(state.id))
  const line = anchorLine(found)
  if (place === 'git') {
    // Only where it was pushed to is the note out of reach of who can write here.
    const commit = addNote(work.place.cwd, state.release, line)
    stderr.write(
      `The root of the journal is noted on commit ${commit.slice(0, 12)}. To keep it elsewhere: git push origin refs/notes/holdpoint\n`,
    )
    return
  }
  const path = join(work.place.cwd, 'holdpoint.yaml')
  const { tsa = null, ca = null } = readProject(path)?.anchors ?? {}
  if (tsa === null) throw new HoldpointError('anchor-tsa-missing', { path })
  const text = `${line}\n`
  const reply = await timeStamp(tsa, text)
  const checked = checkStamp(text, reply, ca === null ? null : fileIn(work.place.cwd, ca))
  if (checked.is === 'bad') throw new HoldpointError('anchor-tsa', { url: tsa, reason: checked.why })
  const file = keepStamp(work.place.store, state.id, found.events, text, reply)
  const when = checked.is === 'good' ? `, ${checked.at}` : ` (not checked: ${checked.why})`
  stderr.write(
    `The root of the journal is stamped by ${tsa}${when}. The stamp is in ${file} and goes into each bundle.\n`,
  )
}
