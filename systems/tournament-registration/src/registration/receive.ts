import { createHash, randomUUID } from 'node:crypto'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import type { MultipartFile } from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import type { FieldProblem } from '../../../kit/errors.ts'
import { errors } from '../errors.ts'
import { type SpooledFile, spoolOf, typeOf } from '../files/spool.ts'
import type { Configuration } from '../variables.ts'
import { fileCounts } from './form.ts'

/** A multipart request as it came: its fields, its files on the disk, and what was wrong with them already. */
interface Received {
  readonly fields: Readonly<Record<string, string>>
  readonly files: readonly SpooledFile[]
  readonly problems: readonly FieldProblem[]
}

const most = fileCounts.documents.most + fileCounts.photos.most

/**
 * Reads a multipart request to its end; files go to the spool, and their paths to `spooled`, for the caller to remove, whatever
 * happens. What a client sends beyond any limit is read past and not kept. Rejects with the deadline's reason when that is over.
 */
export async function receive(
  request: FastifyRequest,
  { DATA, MAX_FILE_MB }: Pick<Configuration, 'DATA' | 'MAX_FILE_MB'>,
  spooled: string[],
): Promise<Received> {
  if (!request.isMultipart()) throw errors.fail('UNSUPPORTED_MEDIA_TYPE')
  const fields: Record<string, string> = {}
  const files: SpooledFile[] = []
  const problems: FieldProblem[] = []
  const places: Record<string, number> = {}
  const limits = { fileSize: MAX_FILE_MB * 1024 * 1024, files: most, fields: 30, fieldSize: 64 * 1024, parts: 40 }
  try {
    for await (const part of request.parts({ limits })) {
      if (part.type === 'file') {
        const file = await spool(part, join(spoolOf(DATA), randomUUID()), spooled)
        const problem = typeof file === 'string' ? file : wrongType(file)
        const place = places[part.fieldname] ?? 0
        places[part.fieldname] = place + 1
        if (problem !== null) problems.push({ field: `${part.fieldname}[${place}]`, message: problem })
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
async function spool(part: MultipartFile, path: string, spooled: string[]): Promise<SpooledFile | string> {
  if (!(part.fieldname in fileCounts)) {
    part.file.resume()
    return 'is no field that takes files'
  }
  spooled.push(path)
  const hash = createHash('sha256')
  let head = Buffer.alloc(0)
  let bytes = 0
  const handle = await open(path, 'wx', 0o600)
  try {
    for await (const chunk of part.file as AsyncIterable<Buffer>) {
      hash.update(chunk)
      bytes += chunk.length
      if (head.length < 16) head = Buffer.concat([head, chunk.subarray(0, 16)])
      await handle.writeFile(chunk)
    }
  } finally {
    await handle.close()
  }
  if (part.file.truncated) return 'is larger than a file may be'
  if (bytes === 0) return 'is empty'
  const type = typeOf(head)
  if (type === null) return 'must be a PDF, JPEG or PNG file'
  const kind = part.fieldname === 'photos' ? 'photo' : 'document'
  return { kind, name: part.filename.slice(0, 200), path, type, bytes, sha256: hash.digest('hex') }
}

const wrongType = ({ kind, type }: SpooledFile): string | null =>
  kind === 'photo' && type === 'application/pdf' ? 'must be a JPEG or PNG file' : null
