import { useQuery } from '@tanstack/react-query'
import type { RuleView } from '../../contract/runbook.ts'
import { get } from '../client/api.ts'
import { Failed, Loading } from '../parts/states.tsx'

/** The page of a rule: what it finds, why that hurts, what to do. */
export function RulePage({ rule }: { readonly rule: string }) {
  const { data, error } = useQuery({
    queryKey: ['rule', rule],
    queryFn: ({ signal }) => get<RuleView>(`/api/rules/${encodeURIComponent(rule)}`, signal),
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (error) return <Failed error={error} />
  if (data === undefined) return <Loading what="Fetching the page" />
  return (
    <div className="grid gap-2 p-4">
      {blocksOf(data.text).map((block, at) =>
        block.is === 'code' ? (
          <pre key={at} className="overflow-x-auto rounded bg-sunken px-3 py-2 text-sm leading-5">
            {block.text}
          </pre>
        ) : block.is === 'heading' ? (
          <h3 key={at} className="mt-2 font-semibold">
            {block.text}
          </h3>
        ) : (
          <p key={at}>{block.text}</p>
        ),
      )}
    </div>
  )
}

interface Block {
  readonly is: 'heading' | 'code' | 'words'
  readonly text: string
}

/** These pages are our own and know headings, paragraphs and fences; what else they write is shown as it stands. */
function blocksOf(text: string): readonly Block[] {
  const blocks: Block[] = []
  let fence: { readonly mark: string; readonly lines: string[] } | null = null
  let words: string[] = []
  const end = () => {
    if (words.length > 0) blocks.push({ is: 'words', text: words.join(' ').replaceAll('**', '') })
    words = []
  }
  for (const line of text.split('\n').slice(1)) {
    const mark = /^(`{3,})/.exec(line)?.[1]
    if (fence !== null) {
      if (mark === fence.mark) {
        blocks.push({ is: 'code', text: fence.lines.join('\n') })
        fence = null
      } else fence.lines.push(line)
    } else if (mark !== undefined) {
      end()
      fence = { mark, lines: [] }
    } else if (line.startsWith('#')) {
      end()
      blocks.push({ is: 'heading', text: line.replace(/^#+\s*/, '') })
    } else if (line.trim() === '') end()
    else words.push(line)
  }
  end()
  return blocks
}
