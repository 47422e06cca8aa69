/**
 * What headings are about. A heading may be about several things ("Pre-deployment testing"); the rules of
 * `judge/role-rules.ts` weigh them. `feature` is what a product does with messages, which is no telling of people; `aims` are what a
 * way back should reach; `analysis` looks back at one. `setup` is what is set up once, before a launch or by it; `trouble` may be
 * answered by a way back or by looking things up. `done` says that it is over; `help` is where more
 * of it is to be had; `next` is what a team may turn to once the release is done; `logs` are
 * where it tells of itself; `todo` is what is still open, `tracking` lists what is known to be wrong, `environments` lists
 * where the product runs.
 */
export type Topic =
  | 'before'
  | 'after'
  | 'during'
  | 'prepare'
  | 'setup'
  | 'precaution'
  | 'documents'
  | 'procedure'
  | 'deploy'
  | 'verify'
  | 'test'
  | 'criteria'
  | 'monitor'
  | 'logs'
  | 'rollback'
  | 'trouble'
  | 'analysis'
  | 'communicate'
  | 'feature'
  | 'signoff'
  | 'record'
  | 'contacts'
  | 'done'
  | 'help'
  | 'reference'
  | 'explains'
  | 'aims'
  | 'shelf'
  | 'next'
  | 'todo'
  | 'tracking'
  | 'environments'

/**
 * What a line says. `forbid` stands before a command in its clause, `forbidden` behind it; `counter` introduces code
 * that is not to be run, `sample` what a command prints, `illustration` what is shown to explain; `limit` makes of a
 * prohibition a condition ("do not deploy without running …"); `fallback` begins what is only
 * done when the command above it failed; `stand-in` says of a value that
 * it has to be replaced, `contents` that the code below belongs into a file,
 * `script-file` the same of one that begins with `#!`. `stated` begins a sentence on how a command should end.
 * `or-within` names a second way inside a sentence, `also` begins one ("you can also …"), `means` begins a line that names
 * how ("Via the web page"); `by-hand` and `by-itself` tell two ways of doing the same apart.
 * `appears` says what is seen when it works ("should load"); `verify-lead` begins a line that asks to look at a result.
 * `share` stands behind a percentage of what a change is rolled out to.
 * `publishes` begins a box that publishes something.
 * `goal` labels what is to come of the command above it ("Target metrics:").
 * `printed` begins a comment on what a command prints, `output` names what it prints, `example` says that it is only one;
 * `expected-things` begins a list of things rather than of outcomes; `look-for` lines of which each is to be found; `every`
 * begins a sentence on all of something; `rate` is what is held by a bare percentage, `score` what is by "90+".
 * `status` is an answer with the HTTP status in it ("returns 200"); `nothing` says that there are no errors or no output; `by-eye`
 * names what only a person sees. `another-terminal` says where a command is typed. `symptom` and `scenario` label what a way back is for. `exit-status` ends in the status with which a program ends; `field` names a member of a value and
 * what it holds, `body` what an endpoint shows; `in-output` says where something is printed; `or-newer` stands behind a version;
 * `some` is a number above zero, `counted` names what is counted; `checked` says that a check ended well. `about` stands beside an amount of time, `for` between watching and its amount; `step` is the
 * label in front of a heading's words ("Step 3:").
 * `quantity` stands beside a cadence that watches nothing: "hourly average", "monthly invoice"; `choose` begins a line that sets one
 * as a value. `makes` announces what comes of the command above it, `empty` says that one of it holds nothing yet; `yields` stands
 * before how many of something there must be.
 * `succeeded` ends a line that says that something went well.
 * `vague` is in an outcome that has no exact value ("several MB", "depending on the load").
 * `aside` in the middle of a comment expects nothing ("that is expected"); `once` begins what is done after an outcome.
 * `work` begins what changes a system; `completed` says that what follows stands at the end of the change: "before calling it done".
 * `apart` behind an amount of time makes of it a distance ("an hour before"); `time-column` and `target-column` are whole
 * headers of columns. `onward` behind an amount of time leaves its end open ("1 hour onwards").
 * `go-back` is what is done when something went wrong, as a verb: a plan of that name does nothing; `upon` begins a condition
 * that may happen at any time ("on failure", "as soon as"), `if` one of any kind.
 * `observe` begins a line of watching, `observation` stands behind its period; `keep` and `kept` together keep a way back.
 * `command-field` names a command that somebody else's form takes ("Build command"); `described` ends a line behind which stands what
 * something does by itself; `files` is in one that speaks of files. `asks` says that a command waits for an answer, `spared` before it
 * that it does not.
 * `logs-show` begins what stands in the logs or the output of what was started.
 * `downtime` stands behind or before the time that a step takes a service away.
 * `reply` is what a server takes time for, `setting` what is set to an amount of time: no step of a release; `lasts` stands
 * behind an amount of time that something takes. `limits` heads a list of what a plan or platform allows.
 * `variant` names a way back of its own in a heading, `stage` begins that of a part of one, `aftermath` is in that of what
 * follows any of them; `no-return` says that something cannot be undone. Each entry of `environment` is one environment; the `column-` phrases name the columns of tables.
 */
export type Phrase =
  | 'expected'
  | 'should'
  | 'goal'
  | 'outcome'
  | 'share'
  | 'vague'
  | 'publishes'
  | 'succeeded'
  | 'in-logs'
  | 'logs-show'
  | 'aside'
  | 'once'
  | 'completed'
  | 'work'
  | 'expected-things'
  | 'look-for'
  | 'printed'
  | 'output'
  | 'example'
  | 'every'
  | 'stated'
  | 'appears'
  | 'least-needed'
  | 'verify-lead'
  /** Where the verb ends the sentence: "… ことを確認する". */
  | 'verify-end'
  | 'fails'
  | 'succeeds'
  | 'all-pass'
  | 'nothing'
  | 'by-eye'
  | 'another-terminal'
  | 'exit-status'
  | 'field'
  | 'body'
  | 'in-output'
  | 'or-newer'
  | 'some'
  | 'counted'
  | 'checked'
  | 'status'
  | 'or'
  | 'option'
  | 'or-within'
  | 'also'
  | 'means'
  | 'by-hand'
  | 'by-itself'
  | 'condition'
  | 'optional'
  | 'trigger-lead'
  | 'trigger-line'
  | 'triggered'
  | 'symptom'
  | 'scenario'
  | 'go-back'
  | 'forbidding'
  | 'if'
  | 'upon'
  | 'failure'
  | 'estimate'
  | 'downtime'
  | 'about'
  | 'for'
  | 'step'
  | 'reply'
  | 'setting'
  | 'lasts'
  | 'cadence'
  | 'quantity'
  | 'choose'
  | 'makes'
  | 'empty'
  | 'yields'
  | 'watch'
  | 'observe'
  | 'observation'
  | 'keep'
  | 'kept'
  | 'command-field'
  | 'described'
  | 'asks'
  | 'spared'
  | 'files'
  | 'run'
  | 'instruct'
  | 'approver'
  | 'blank-value'
  | 'forbid'
  | 'forbidden'
  | 'counter'
  | 'sample'
  | 'illustration'
  | 'limit'
  | 'stand-in'
  | 'fallback'
  | 'contents'
  | 'script-file'
  | 'imperative'
  | 'wait'
  | 'in-any-case'
  | 'variant'
  | 'stage'
  | 'aftermath'
  | 'no-return'
  | 'environment'
  | 'recurring'
  | 'hourly'
  | 'daily'
  | 'weekly'
  | 'monthly'
  | 'quarterly'
  | 'first'
  | 'alert'
  | 'owner'
  | 'ahead'
  | 'afterwards'
  | 'ongoing'
  | 'subject'
  | 'fill-in'
  | 'column-role'
  | 'column-name'
  | 'column-phone'
  | 'column-email'
  | 'column-chat'
  | 'column-contact'
  | 'column-signature'
  | 'column-date'
  | 'column-metric'
  | 'column-target'
  | 'column-actual'
  | 'column-command'
  | 'column-notes'
  | 'column-time'
  | 'limits'
  | 'apart'
  | 'onward'
  | 'time-column'
  | 'target-column'
  | 'rate'
  | 'score'

/**
 * What a line asks to look at, where a machine could: only asked for when checks are suggested. `answers` stands with a status or
 * the name of a server, `valid` with a certificate, `free` with space, `closed` and `firewall` with a port, `runs` with the name of a
 * service; `branch` stands before the branch that one is to be on; `kept` says that no data is lost, `as-before` that something is no worse
 * than it was.
 */
export type LookedAt =
  | 'health'
  | 'answers'
  | 'certificate'
  | 'valid'
  | 'disk'
  | 'free'
  | 'memory'
  | 'processor'
  | 'port'
  | 'closed'
  | 'firewall'
  | 'runs'
  | 'backup'
  | 'exists'
  | 'clean'
  | 'branch'
  | 'latency'
  | 'error-rate'
  | 'kept'
  | 'as-before'

/** Words for amounts of time, by their length in seconds. */
export type TimeUnit = 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month'

/**
 * A language of prose: all that reading knows of it. Every entry is the source of a regular expression, matched
 * without regard to case and, where `spaced`, as whole words.
 */
export interface Words {
  /** ISO 639-1. */
  readonly language: string
  /** Whether the script puts spaces between words. */
  readonly spaced: boolean
  /**
   * How a text in this language gives itself away: a character of its script (the source of a class), or one of these
   * words, which English and programs do not use. English has none: it is always looked for.
   */
  readonly signs: { readonly script: string } | { readonly words: readonly string[] } | null
  readonly topics: Readonly<Partial<Record<Topic, readonly string[]>>>
  readonly phrases: Readonly<Partial<Record<Phrase, readonly string[]>>>
  readonly looks: Readonly<Partial<Record<LookedAt, readonly string[]>>>
  readonly units: Readonly<Partial<Record<TimeUnit, string>>>
  /** Other units of measurement, as one source: what is counted is no unit. */
  readonly measured?: string
  /** Comparisons in words. */
  readonly bounds: Readonly<Partial<Record<'<' | '<=' | '>' | '>=', readonly string[]>>>
  /** Comparisons in words that stand behind their number: "100 MB upload limit", "2 cores or more". */
  readonly boundsBehind?: Readonly<Partial<Record<'<' | '<=' | '>' | '>=', readonly string[]>>>
  /** What stands between the ends of a range: "30 to 45". The source of an expression; dashes are known. */
  readonly range?: string
  /** The sign before decimals; `.` where none is given. With `,`, a full stop or a narrow space parts thousands. */
  readonly decimal?: ','
  /** How documents in this language write what the reader has to replace in a command. */
  readonly standIns?: StandIns
}

/** Sources of expressions, in lower case; those of `yours` also stand for their capitals (`TU_DOMINIO`). */
interface StandIns {
  /** What begins a name: "your" of `your-token`. */
  readonly yours: readonly string[]
  /** Names of one's own host in front of a top-level domain: "my-company" of `my-company.com`. */
  readonly hosts: readonly string[]
  /** What begins a path, without the slash before it: `path/to`. */
  readonly paths: readonly string[]
  /** Users in front of `@`. */
  readonly users: readonly string[]
  /** Hosts behind such a user. */
  /** Names of databases that only say that they are one. */
  readonly databases?: readonly string[]
  readonly servers: readonly string[]
}
