export { createEngine, type EnginePorts } from './create-engine.ts'
export type * from './engine.ts'
export { firstInputs, type InputSources } from './first-inputs.ts'
export { requireSteps } from './require-steps.ts'
