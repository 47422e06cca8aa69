import type { Readable } from 'node:stream'
import type { Configuration } from '../variables.ts'
import type { KeyedFile } from './spool.ts'

/** Where files are kept, by keys such as `T-…-photo-1.jpg`. */
export interface FileStore {
  /** Resolves when all would survive a crash; rejects when none of them is on its way any more. May move what is in the spool. */
  put(files: readonly KeyedFile[], signal: AbortSignal): Promise<void>
  get(key: string): Promise<Readable>
  /** What is not there counts as removed. */
  remove(keys: readonly string[]): Promise<void>
  /** Rejects when the store does not answer or does not take the credentials. */
  ping(): Promise<void>
}

/** What a store needs of the configuration. */
export type StoreConfiguration = Pick<
  Configuration,
  'DATA' | 'FILES' | 'S3_ENDPOINT' | 'S3_REGION' | 'S3_BUCKET' | 'S3_ACCESS_KEY_ID' | 'S3_SECRET_ACCESS_KEY'
>
