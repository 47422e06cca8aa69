/** What kind of question it is, for people: its words alone do not always say (“Owner: ____”). */
const words: Readonly<Record<string, string>> = {
  input: 'Values',
  alternative: 'Which way?',
  condition: 'Does it apply?',
  claims: 'Ticked in the document',
  confirm: 'To do or to confirm',
  record: 'To fill in',
  signoff: 'Sign-off',
  go: 'Go or no-go',
  message: 'Message',
  override: 'Against a rule',
  triggers: 'A reason to go back?',
  destructive: 'Destroys something',
  target: 'Where it runs',
  byhand: 'By hand',
  judgment: 'Is it as expected?',
  failure: 'Failure',
  unknown: 'End not known',
  value: 'Another value is known',
  procedure: 'Way back',
  sample: 'What is seen now',
  soak: 'Watching',
}

/** A kind that this page does not know yet has no words. */
export const kindWords = (kind: string): string => words[kind] ?? ''
