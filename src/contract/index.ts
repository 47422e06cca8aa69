export { type ActBody, type ActName, type Acts, acts } from './acts.ts'
export { type DocumentRow, type RunDocument, runDocument, type StepDocument } from './document.ts'
export { type History, history } from './history.ts'
export type { Inline } from './inline.ts'
export { lay, leftOf, saidAtMost } from './lay.ts'
export { type OutputMatches, outputMatches } from './output.ts'
export { type Problem, problem } from './problem.ts'
export {
  type AttemptView,
  type DecisionView,
  type Present,
  type Printed,
  type RunChange,
  type RunView,
  runView,
  type Said,
  type StepView,
  stepView,
  type TimelineRow,
  type WhoView,
} from './run.ts'
export { type SampleView, type SoakSamples, soakSamples } from './soak.ts'
