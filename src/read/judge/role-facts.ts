import type { Role } from '../../plan/index.ts'
import type { Side } from '../facts/offsets.ts'
import type { Hit, Topic } from '../words/index.ts'

/** What the rules about a heading's role look at. */
export interface SectionFacts {
  readonly title: string
  readonly is: (name: Topic) => Hit | null
  /** The same of the document's title. */
  readonly documentIs: (name: Topic) => Hit | null
  /** Role of the heading around it, null at the top. */
  readonly parent: Role | null
  /** The parent's role came from words of the shelf: its children stay there. */
  readonly shelved: boolean
  /** The heading around it says that something is tried or checked: "Create an order" is part of that. */
  readonly tried: boolean
  /** The section around it explains how something works. */
  readonly explained: boolean
  /** Whether the change has begun above: a deploy section, here or before. */
  readonly begun: boolean
  /** Whether something of the deploy section around it was deployed before it. */
  readonly siblingDeployed: boolean
  readonly hasCommands: boolean
  readonly hasItems: boolean
  /** Code, here or within, also such as is put somewhere. */
  readonly hasCode: boolean
  /** Boxes stand in it and, where it is divided, in each of its parts. */
  readonly onlyItems: boolean
  /** A numbered list, here or in the sections within. */
  readonly hasSteps: boolean
  /** Numbered steps that tell what to do, here or within. */
  readonly instructs: boolean
  /** Commands here or within change the product where it runs. */
  readonly changes: boolean
  /** Something is done in a later section beside it. */
  readonly goesOn: boolean
  /** Numbered, or called an option: it does what those beside it do. */
  readonly oneOfSeveral: boolean
  /** Called a step or a phase: one of several that are taken together. */
  readonly step: boolean
  /** Its boxes are a short list of the release: more of them bring the change on its way than check something. */
  readonly delivers: () => boolean
  /** All commands, here and within, only look, wait and try out; there are some. */
  readonly looks: () => boolean
  /** Its boxes are work to do rather than things to look at: those directly under it, else some within. */
  readonly works: boolean
  /** Whether it, or a section within, tells of something that goes back, or runs what may. */
  readonly undoes: () => boolean
  /** The first of its points watches something. */
  readonly watchesFirst: boolean
  /** Beside parts of the same name for other environments: "Testing workflow" after "Development workflow". */
  readonly ofEnvironment: boolean
  /** Its points are ways to reach somebody. */
  readonly reaches: boolean
  /** Whether it, or a section within, tells the reader to do something, or has a command to run; one without words may. */
  readonly tells: () => boolean
  /** Lines in it wait to be filled in: "Errors: ____". */
  readonly blanks: boolean
  /** Its heading begins with an order: "Choose a plan". */
  readonly told: boolean
  /** Its heading says what to change: "Configure the proxy". */
  readonly orders: Hit | null
  /** How many of the headings in it say what to do. */
  readonly innerWork: () => number
  /** When the sentence right under it says that what follows is done: before the change, or at its end. */
  readonly opening: 'before' | 'after' | null
  /** A later section beside it is the launch itself. */
  readonly launchFollows: boolean
  /** The only heading of the document, with a list under it. */
  readonly alone: boolean
  /** Commands, boxes or numbered steps stand directly under it, before the next heading. */
  readonly holdsSteps: boolean
  /** Nothing but links to other places of the document. */
  readonly onlyLinks: boolean
  /** A table directly under it waits for values that are measured. */
  readonly measures: boolean
  /** The time from the release that its heading names, else the items and rows directly under it: "T-24h". */
  readonly side: Side | null
  readonly level: number
  /** "3. Backup", "Step 3": one step of several. */
  readonly numbered: boolean
  /** Most of its boxes publish something. */
  readonly publishes: boolean
  /** How many of the headings directly in it name an environment. */
  readonly environments: number
  /** Directly under the document's title, with nothing of its own. */
  readonly subtitle: boolean
  /** How many of the headings directly in it are about a topic. */
  readonly inner: (name: Topic) => number
}
