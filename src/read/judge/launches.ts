import type { Heading } from '../document.ts'
import type { Topic, Vocabulary } from '../words/index.ts'
import type { SectionContent } from './section-content.ts'

/** What a heading may be about beside the deployment without being the launch itself. */
const OTHER: readonly Topic[] = [
  'before',
  'after',
  'prepare',
  'setup',
  'precaution',
  'verify',
  'test',
  'criteria',
  'monitor',
  'rollback',
  'communicate',
  'signoff',
  'record',
  'contacts',
  'next',
  'shelf',
]

/** For every heading, whether a later one beside it is the launch itself, with something to do under it. */
export function launchesAfter(
  vocabulary: Vocabulary,
  headings: readonly Heading[],
  titles: readonly string[],
  content: SectionContent,
): readonly boolean[] {
  const after: boolean[] = []
  // By level: whether a launch stands further down, and whether something is done in what was passed.
  const launch: boolean[] = []
  const acts: boolean[] = []
  for (let at = headings.length - 1; at >= 0; at--) {
    const level = headings[at]?.level ?? 1
    const title = titles[at] ?? ''
    after[at] = launch[level] ?? false
    const own = content.runs.has(at) || content.boxes.has(at) || content.numbered.has(at)
    const within = own || acts.slice(level + 1).some(Boolean)
    const is = (topic: Topic) => vocabulary.topic(topic, title) !== null
    launch[level] = (launch[level] ?? false) || (within && is('deploy') && !OTHER.some(is))
    // Whatever is deeper belongs to this heading; what is done there is done for those around it too.
    launch.length = level + 1
    acts.length = level + 1
    acts[level] = (acts[level] ?? false) || within
  }
  return after
}
