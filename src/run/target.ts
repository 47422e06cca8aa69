/** A host on which steps run, reached over the system's own `ssh`. */
export interface Target {
  /** What people call it: its name in `holdpoint.yaml`, or what the document's `ssh` goes to. */
  readonly name: string
  /** What `ssh` gets as its destination: `deploy@web1.example.org`, a `Host` of its configuration. */
  readonly ssh: string
  /** What `ssh` gets before it: `-p`, `2222`. */
  readonly options: readonly string[]
  /** Where the first command there starts; `~` is the home folder there, and null, too. */
  readonly cwd: string | null
}
