import { z } from 'zod'

/**
 * Words of a document as the page shows them: plain data, never HTML. Whatever of the Markdown is not one of these (raw HTML,
 * images, controls) comes as the text that stands there, so that no document can draw anything of the page's own.
 */
export type Inline =
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'code'; readonly text: string }
  | { readonly is: 'strong' | 'em' | 'strike'; readonly inside: readonly Inline[] }
  /** `to`: http(s) or mailto, or a heading of this document (`#…`); others come as text. */
  | { readonly is: 'link'; readonly to: string; readonly inside: readonly Inline[] }

export const inline: z.ZodType<Inline> = z
  .lazy(() =>
    z.union([
      z.object({ is: z.enum(['text', 'code']), text: z.string() }),
      z.object({ is: z.enum(['strong', 'em', 'strike']), inside: z.array(inline) }),
      z.object({ is: z.literal('link'), to: z.string(), inside: z.array(inline) }),
    ]),
  )
  .meta({ id: 'Inline', description: 'Words of a document: plain data, never HTML.' }) as z.ZodType<Inline>
