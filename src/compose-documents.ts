/**
 * What composes no engine: a command that only looks at a document starts in half the time when it does not load the
 * store, the shell and the settings' parser with it.
 */
export { readDocument } from './adapters/documents/read-document.ts'
