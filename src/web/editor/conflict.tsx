import { structuredPatch } from 'diff'
import { useMemo } from 'react'
import { DocumentDiff } from '../compare/document-diff.tsx'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'

/** What stands in the file now, that was not there when it was opened. */
export interface Theirs {
  readonly text: string
  readonly digest: string
}

/** The file is not what it was when it was opened: what changed in it, and what is to become of what was typed. */
export function Conflict({
  opened,
  theirs,
  onMine,
  onTheirs,
  onLater,
}: {
  /** The text as it was opened. */
  readonly opened: string
  readonly theirs: Theirs
  readonly onMine: () => void
  readonly onTheirs: () => void
  readonly onLater: () => void
}) {
  const view = useMemo(() => diffOf(opened, theirs.text), [opened, theirs])
  return (
    <Dialog open onClose={onLater} title="The file has changed since you opened it" wide>
      <div className="grid gap-3 p-4">
        <p>
          Nothing was written, and nothing that you typed is lost. This is what somebody changed in the file meanwhile:
        </p>
        <DocumentDiff view={view} />
        <div className="grid gap-2">
          <Choice
            act={
              <Button data-first="" onClick={onLater}>
                Go on editing
              </Button>
            }
            says="Your text stays as it is here, unsaved, to take over by hand what they changed."
          />
          <Choice
            act={<Button onClick={onMine}>Save mine over it</Button>}
            says="The file becomes your text; what they changed is gone from it."
          />
          <Choice
            act={<Button onClick={onTheirs}>Take theirs</Button>}
            says="The editor shows the file as it is now. Undo brings your text back."
          />
        </div>
      </div>
    </Dialog>
  )
}

function Choice({ act, says }: { readonly act: React.ReactNode; readonly says: string }) {
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <div className="w-44">{act}</div>
      <p className="min-w-0 flex-1 basis-56 text-sm text-ink-2">{says}</p>
    </div>
  )
}

/** Lines that came and went, as two runs are compared. */
function diffOf(before: string, after: string): Parameters<typeof DocumentDiff>[0]['view'] {
  const patch = structuredPatch('', '', before, after, '', '', { context: 2, maxEditLength: 800 })
  return {
    longer: patch === undefined,
    hunks: (patch?.hunks ?? []).map(({ oldStart, newStart, lines }) => ({
      a: oldStart,
      b: newStart,
      lines: lines
        .filter((line) => !line.startsWith('\\'))
        .map((line) => ({
          is: line.startsWith('+') ? ('added' as const) : line.startsWith('-') ? ('gone' as const) : ('same' as const),
          text: line.slice(1).replace(/\r$/, ''),
        })),
    })),
  }
}
