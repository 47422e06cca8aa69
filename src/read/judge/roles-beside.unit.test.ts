import { describe, expect, it } from 'vitest'
import { sourceOf } from '../source.ts'
import { judge } from './index.ts'

const roles = (...lines: string[]) =>
  judge(sourceOf('x.md', new TextEncoder().encode(lines.join('\n')), '')).sections.map((section) => section.role)
const ship = ['```bash', './ship.sh', '```']

describe('sections that stand beside the change', () => {
  it('describe where the product runs, when nothing is done in them', () => {
    const harbours = ['### 1. Staging', '- **Branch**: `staging`', '### 2. Production', '- **Approval**: yes']
    expect(roles('# Ferry', '## Deployment Environments', ...harbours)).toEqual(Array(4).fill('reference'))
    expect(roles('# Ferry', '## Deployment harbours', ...harbours)).toEqual(Array(4).fill('reference'))
    const both = ['### Staging deployment', ...ship, '### Production deployment', ...ship]
    expect(roles('# Ferry', '## Deployment', ...both)).toEqual(['reference', 'deploy', 'deploy', 'deploy'])
    expect(roles('# Ferry', '## Deployment', '### Staging', ...ship, '### Production', ...ship)[1]).toBe('deploy')
  })
  it('list what is still open, wherever they stand', () => {
    const read = roles('# Ferry', '## Deploy', ...ship, '## To do', '- [ ] Paint the boats', '## Known bugs', '- none')
    expect(read).toEqual(['reference', 'deploy', 'prepare', 'reference'])
    expect(roles('# Fähre für alle', '## Offene Punkte', '- [ ] Boote streichen')).toEqual(['reference', 'prepare'])
    expect(roles('# 部署', '## 部署', ...ship, '## 待办事项', '- [ ] 刷船')).toEqual(['reference', 'deploy', 'prepare'])
  })
  it('publish, also inside of a preparation, which goes on behind them', () => {
    const acts = ['- [ ] Create Git tag', '- [ ] Push to the remote', '- [ ] Upload to PyPI']
    const read = roles('# Ferry', '## Preparation', '### Release checks', ...acts, '## Testing', '- [ ] Boats float')
    expect(read).toEqual(['reference', 'prepare', 'deploy', 'prepare'])
    const checks = ['- [ ] Ropes are new', '- [ ] Create Git tag', '- [ ] Boats float']
    expect(roles('# Ferry', '## Preparation', '### Release checks', ...checks)[2]).toBe('prepare')
  })
  it('name files by their subject under a list of files', () => {
    const files = ['### Backup', '- `backups/` – copies', '### Monitoring', '- `bells.yml`']
    expect(roles('# Ferry', '## Important files', ...files)).toEqual(Array(4).fill('reference'))
    expect(roles('# Fähre für alle', '## Wichtige Dateien', ...files)).toEqual(Array(4).fill('reference'))
    expect(roles('# Ferry', '## Deployment', '### Backup', ...ship, '### Ship', ...ship).at(-2)).toBe('prepare')
  })
})
