import { readFile } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  type S3ClientConfig,
} from '@aws-sdk/client-s3'
import { type Outside, type OutsideOptions, outside } from '../../../kit/outside.ts'
import type { KeyedFile } from './spool.ts'
import type { FileStore, StoreConfiguration } from './store.ts'

/** Files in a bucket that speaks the S3 protocol. A put has arrived when the store says so. */
export function s3Store(
  configuration: StoreConfiguration,
  onAttempt: OutsideOptions['onAttempt'],
): FileStore & { readonly service: Outside } {
  const client = new S3Client(clientOf(configuration))
  const Bucket = configuration.S3_BUCKET ?? ''
  const service = outside({
    name: 'files',
    transient,
    attempts: 3,
    timeout: 10_000,
    opensAfter: 5,
    pause: 5_000,
    ...(onAttempt === undefined ? {} : { onAttempt }),
  })
  return {
    service,
    put: async (files, signal) => {
      const put = ({ key: Key, path, type: ContentType }: KeyedFile) =>
        service.call(async (abortSignal) => {
          const Body = await readFile(path)
          await client.send(new PutObjectCommand({ Bucket, Key, Body, ContentType }), { abortSignal })
        }, signal)
      // All are waited for, also when one fails: what arrived later would not be removed.
      for (const one of await Promise.allSettled(files.map(put))) if (one.status === 'rejected') throw one.reason
    },
    get: (key) =>
      service.call(async (abortSignal) => {
        const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: key }), { abortSignal })
        return Body as Readable
      }),
    remove: async (keys) => {
      for (const Key of keys)
        await service.call((abortSignal) => client.send(new DeleteObjectCommand({ Bucket, Key }), { abortSignal }))
    },
    // Straight, not through the circuit: it is asked to find out whether the store is back.
    ping: async () => {
      // No file's name begins like this: the list is empty, and needs no second page, which not every store can make.
      const nothing = new ListObjectsV2Command({ Bucket, Prefix: 'ping/', MaxKeys: 1 })
      await client.send(nothing, { abortSignal: AbortSignal.timeout(3_000) })
    },
  }
}

const clientOf = (configuration: StoreConfiguration): S3ClientConfig => ({
  ...(configuration.S3_ENDPOINT === undefined ? {} : { endpoint: configuration.S3_ENDPOINT }),
  region: configuration.S3_REGION,
  forcePathStyle: true,
  // Attempts are counted in one place.
  maxAttempts: 1,
  requestChecksumCalculation: 'WHEN_REQUIRED',
  responseChecksumValidation: 'WHEN_REQUIRED',
  credentials: {
    accessKeyId: configuration.S3_ACCESS_KEY_ID ?? '',
    secretAccessKey: configuration.S3_SECRET_ACCESS_KEY ?? '',
  },
})

/** No answer at all, or one that blames the server or asks for patience. */
function transient(error: unknown): boolean {
  const { $metadata, name } = error as { $metadata?: { httpStatusCode?: number }; name?: string }
  const status = $metadata?.httpStatusCode
  return status === undefined ? name !== 'AbortError' : status >= 500 || status === 429 || status === 408
}
