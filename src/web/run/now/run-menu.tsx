import { useNavigate } from '@tanstack/react-router'
import { DropdownMenu } from 'radix-ui'
import { Icon, type IconName } from '../../parts/icons.tsx'
import { showKeys } from '../../shell/key-list.tsx'
import { useParts, useRun } from '../run-context.tsx'
import { useRunDoing } from '../run-doing.ts'

/** What can be done with the whole run. Not modal: a modal one would lock the page with a style element. */
export function RunMenu() {
  const { store } = useParts()
  const { pause, resume, abort, download } = useRunDoing()
  const status = useRun((run) => run.status)
  const navigate = useNavigate()
  const { run } = store.view
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger
        aria-label="More about this run"
        className="inline-flex size-10 items-center justify-center rounded-md border border-line-strong hover:bg-surface"
      >
        <Icon name="more" />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal container={document.getElementById('content')}>
        <DropdownMenu.Content
          align="end"
          sideOffset={4}
          collisionPadding={8}
          className="z-40 min-w-56 rounded-lg border border-line bg-raised p-1 shadow-xl"
        >
          {status === 'running' && <Item icon="paused" name="Pause" act={pause} />}
          {status === 'paused' && <Item icon="play" name="Resume" act={resume} />}
          {status !== 'ended' && <Item icon="close" name="End the run here …" act={abort} />}
          <Item icon="record" name="Record" act={() => void navigate({ to: '/runs/$run/record', params: { run } })} />
          <Item
            icon="timeline"
            name="What changed since the run before"
            act={() => void navigate({ to: '/compare/$a/$b', params: { a: 'before', b: run } })}
          />
          <Item icon="down" name="Record as Markdown" act={() => download('md')} />
          <Item
            icon="screen"
            name="Wall view"
            act={() => void navigate({ to: '/runs/$run', params: { run }, search: { view: 'wall' } })}
          />
          <Item icon="keyboard" name="Keys" act={showKeys} />
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}

function Item({ icon, name, act }: { readonly icon: IconName; readonly name: string; readonly act: () => void }) {
  return (
    <DropdownMenu.Item
      onSelect={act}
      className="flex min-h-10 cursor-pointer items-center gap-2 rounded-md px-2 outline-none data-highlighted:bg-running-soft"
    >
      <Icon name={icon} className="text-ink-3" />
      {name}
    </DropdownMenu.Item>
  )
}
