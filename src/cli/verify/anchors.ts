import { readFileSync } from 'node:fs'
import { basename, isAbsolute, join } from 'node:path'
import { checkStamp, notes } from '../../compose.ts'
import { HoldpointError } from '../../errors.ts'
import { type Alteration, anchorsIn, brokenAnchors } from '../../record/index.ts'
import type { Recorded } from '../../run/index.ts'

/** Something that may hold anchors of a journal, with what people call it. */
interface Place {
  readonly where: string
  readonly text: string
}

/** A time stamp: the file that it is in, the line that it is for, and the authority's answer. */
interface StampFile {
  readonly file: string
  readonly text: string
  readonly reply: Uint8Array
}

interface Anchored {
  readonly altered: readonly Alteration[]
  readonly notes: readonly string[]
}

/**
 * What is written down elsewhere of a journal: in the git notes around a folder, in time stamps, in a mail or another text that
 * somebody kept. What these contradict, and which of them it bears out. `ca`: a file with certificates. Fails with
 * `anchor-none` when the text that was given says nothing of this run.
 */
export function anchored(
  cwd: string,
  journal: readonly Recorded[],
  stamps: readonly StampFile[],
  given: { readonly file: string | null; readonly ca: string | null },
): Anchored {
  const run = journal[0]?.run ?? ''
  const kept = given.file === null ? [] : [{ where: given.file, text: textOf(given.file, run) }]
  const found = [...gitNotes(cwd), ...kept].map((place) => held(place, journal, run))
  if (given.file !== null && found.at(-1)?.count === 0)
    throw new HoldpointError('anchor-none', { file: given.file, run })
  return joined([...found, ...stamps.map((one) => stamped(one, journal, run, given.ca))])
}

const gitNotes = (cwd: string): readonly Place[] =>
  notes(cwd).map(({ commit, text }) => ({ where: `the git note on ${commit.slice(0, 12)}`, text }))

/** Mails break long lines of their head; what is in quotation is not the mail's own. */
function textOf(file: string, run: string): string {
  try {
    return readFileSync(file, 'utf8').replace(/\r?\n[ \t]+/g, ' ')
  } catch (cause) {
    throw new HoldpointError('anchor-none', { file, run }, { cause })
  }
}

function held(
  { where, text }: Place,
  journal: readonly Recorded[],
  run: string,
): Anchored & { readonly count: number } {
  const own = anchorsIn(text)
    .filter((one) => one.run === run)
    .map((one) => ({ ...one, where }))
  const good = own.filter((one) => brokenAnchors(journal, [one]).length === 0)
  return {
    count: own.length,
    altered: brokenAnchors(journal, own),
    notes: good.map(({ events, is }) => {
      const same = is === 'head' ? 'ends with the same hash' : 'has the same root'
      return `The first ${events} events are anchored: ${where} ${same}.`
    }),
  }
}

/** A stamp proves something when its line is of this journal and its answer is of this line. */
function stamped(
  { file, text, reply }: StampFile,
  journal: readonly Recorded[],
  run: string,
  ca: string | null,
): Anchored {
  const name = basename(file)
  const { altered, count } = held({ where: `the time stamp ${name}`, text }, journal, run)
  if (count === 0) return { altered: [{ is: 'file', name, why: 'it is for no journal of this run' }], notes: [] }
  const checked = checkStamp(text, reply, ca)
  switch (checked.is) {
    case 'bad':
      return { altered: [...altered, { is: 'file', name, why: checked.why }], notes: [] }
    case 'unchecked':
      return { altered, notes: [`The time stamp ${name} was not checked: ${checked.why}.`] }
    case 'good': {
      const said = `The journal’s first ${anchorsIn(text)[0]?.events ?? 0} events were there at ${checked.at}: ${name} is stamped.`
      return { altered, notes: altered.length === 0 ? [said] : [] }
    }
  }
}

const joined = (all: readonly Anchored[]): Anchored => ({
  altered: all.flatMap(({ altered }) => altered),
  notes: all.flatMap(({ notes }) => notes),
})

/** A file as the project or the command line names it. */
export const fileIn = (cwd: string, file: string): string => (isAbsolute(file) ? file : join(cwd, file))
