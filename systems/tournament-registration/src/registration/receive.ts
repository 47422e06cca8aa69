import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { MultipartFile } from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import type { FieldProblem } from '../../../kit/errors.ts'
import { errors } from '../errors.ts'
import { type SpooledFile, typeOf } from '../files/spool.ts'
import { fileCounts } from './form.ts'

/** A multipart request as it came: its fields, its files on the disk, and what was wrong with them already. */
interface Received {
  readonly fields: Readonly<Record<string, string>>
  readonly files: readonly SpooledFile[]
  readonly problems: readonly FieldProblem[]
}

const most = fileCounts.documents.most + fileCounts.photos.most

/**
 * Reads a multipart request to its end; files go to `folder`, which the caller removes. What a client sends beyond any limit is
 * read past and not kept. Rejects with the deadline's reason when that is over.
 */
export async function receive(request: FastifyRequest, folder: string, maxFileMb: number): Promise<Received> {
  if (!request.isMultipart()) throw errors.fail('UNSUPPORTED_MEDIA_TYPE')
  await mkdir(folder, { recursive: true })
  const fields: Record<string, string> = {}
  const files: SpooledFile[] = []
  const problems: FieldProblem[] = []
  const limits = { fileSize: maxFileMb * 1024 * 1024, files: most, fields: 30, fieldSize: 64 * 1024, parts: 40 }
  try {
    for await (const part of request.parts({ limits })) {
      if (part.type === 'file') {
        const file = await spool(part, folder, request.deadline.signal)
        const problem = typeof file === 'string' ? file : wrongType(file)
        const count = files.filter(({ kind }) => `${kind}s` === part.fieldname).length
        if (problem !== null) problems.push({ field: `${part.fieldname}[${count}]`, message: problem })
        if (typeof file !== 'string') files.push(file)
      } else if (part.fieldname in fields) problems.push({ field: part.fieldname, message: 'is there twice' })
      else if (part.valueTruncated) problems.push({ field: part.fieldname, message: 'is longer than 64 kB' })
      else fields[part.fieldname] = String(part.value)
    }
  } catch (error) {
    request.deadline.signal.throwIfAborted()
    throw (error as { code?: string }).code?.startsWith('FST_') ? error : errors.fail('BAD_REQUEST', { cause: error })
  }
  request.deadline.signal.throwIfAborted()
  return { fields, files, problems }
}

/** A file that was written whole, or what is wrong with it. */
async function spool(part: MultipartFile, folder: string, signal: AbortSignal): Promise<SpooledFile | string> {
  const known = part.fieldname in fileCounts
  if (!known) {
    part.file.resume()
    return 'is no field that takes files'
  }
  const path = join(folder, randomUUID())
  const hash = createHash('sha256')
  let head = Buffer.alloc(0)
  let bytes = 0
  await pipeline(
    part.file,
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        hash.update(chunk)
        bytes += chunk.length
        if (head.length < 16) head = Buffer.concat([head, chunk.subarray(0, 16)])
        yield chunk
      }
    },
    createWriteStream(path, { mode: 0o600 }),
    { signal },
  )
  if (part.file.truncated) return 'is larger than a file may be'
  if (bytes === 0) return 'is empty'
  const type = typeOf(head)
  if (type === null) return 'must be a PDF, JPEG or PNG file'
  const kind = part.fieldname === 'photos' ? 'photo' : 'document'
  return { kind, name: part.filename.slice(0, 200), path, type, bytes, sha256: hash.digest('hex') }
}

const wrongType = ({ kind, type }: SpooledFile): string | null =>
  kind === 'photo' && type === 'application/pdf' ? 'must be a JPEG or PNG file' : null
