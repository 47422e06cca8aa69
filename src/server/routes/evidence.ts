import multipart from '@fastify/multipart'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { HoldpointError } from '../../errors.ts'
import { digestOfBytes } from '../../run/chain.ts'
import { evidenceFile, evidenceLimit, evidenceName } from '../../run/index.ts'
import type { Routes } from '../parts.ts'
import { runParams } from './run.ts'

const added = z.object({ seq: z.number().int().describe('Of the event: the address of the file ends with it.') })

/** Pictures made of points: all that is shown in place. Whatever else it is, is fetched as a file. */
const pictures: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp'])

/** Files that people add, as they are: nothing is hidden in them, and no browser draws more of them than a picture. */
export const evidenceRoutes: Routes = (app, { parts }) => {
  app.register(async (plain) => {
    await plain.register(multipart, {
      // One more, so that what is too large is seen to be, also where it is cut off without a word.
      limits: {
        fileSize: evidenceLimit + 1,
        files: 1,
        fields: 4,
        fieldSize: 8_000,
        fieldNameSize: 50,
        headerPairs: 100,
      },
    })
    plain.withTypeProvider<ZodTypeProvider>().post(
      '/api/runs/:run/evidence',
      {
        schema: {
          tags: ['run'],
          summary:
            'Add a file as evidence: multipart, with `step` (absent: of the run), `note`, and `file` after them. Nothing is hidden in it.',
          consumes: ['multipart/form-data'],
          params: runParams,
          response: { 200: added },
        },
      },
      async (request) => {
        const file = await request.file()
        if (file === undefined) throw new HoldpointError('request-invalid', { why: 'it has no file' })
        const bytes = await file.toBuffer().catch((error: unknown) => {
          const isLarge = error instanceof Error && 'code' in error && error.code === 'FST_REQ_FILE_TOO_LARGE'
          if (!isLarge) throw error
          const name = evidenceName(file.filename)
          throw new HoldpointError('evidence-too-large', {
            name,
            bytes: `more than ${evidenceLimit}`,
            limit: evidenceLimit,
          })
        })
        const said = (name: string): string | null => {
          const field = file.fields[name]
          return field !== undefined && 'value' in field && typeof field.value === 'string' ? field.value : null
        }
        const evidence = { step: said('step'), note: said('note')?.slice(0, 4_000) ?? null, name: file.filename, bytes }
        const { recorded } = await parts.engine.addEvidence(request.params.run, evidence, request.actor)
        return { seq: recorded[0]?.seq ?? 0 }
      },
    )
  })

  app.get(
    '/api/runs/:run/evidence/:seq',
    {
      schema: {
        tags: ['run'],
        summary: 'A file that somebody added, as it is.',
        params: runParams.extend({ seq: z.coerce.number().int().positive() }),
        querystring: z.object({ download: z.string().optional().describe('As a file, also where it is a picture.') }),
      },
    },
    async ({ params: { run, seq }, query }, reply) => {
      const state = await parts.engine.load(run)
      const one = state.evidence.find((each) => each.seq === seq)
      const bytes = one === undefined ? null : await parts.files.kept(run, evidenceFile(one.digest))
      if (one === undefined || bytes === null || digestOfBytes(bytes) !== one.digest)
        throw new HoldpointError('evidence-missing', { evidence: seq, run })
      const isShown = pictures.has(one.media) && query.download === undefined
      const type = one.media === 'text/plain' ? 'text/plain; charset=utf-8' : one.media
      return reply
        .header('content-type', isShown || one.media === 'text/plain' ? type : 'application/octet-stream')
        .header('content-disposition', `${isShown ? 'inline' : 'attachment'}; filename*=UTF-8''${encoded(one.name)}`)
        .header('content-security-policy', "default-src 'none'; sandbox; frame-ancestors 'none'")
        .header('cache-control', 'private, max-age=31536000, immutable')
        .send(Buffer.from(bytes))
    },
  )
}

/** As RFC 8187 has it; nothing of a name can end the header. */
const encoded = (name: string): string =>
  encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
