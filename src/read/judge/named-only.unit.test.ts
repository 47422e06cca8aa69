import { describe, expect, it } from 'vitest'
import { sourceOf } from '../source.ts'
import { judge } from './index.ts'

/** Lines that carry a command to be run. */
const commands = (...lines: string[]) =>
  judge(sourceOf('x.md', new TextEncoder().encode(lines.join('\n')), ''))
    .code.filter(({ use }) => use === 'run')
    .map(({ span }) => span.line)

describe('a command that is only named is not run', () => {
  it.each([
    ['## Ferry', '- [ ] Install Command = `npm install --omit=dev`'],
    ['## Ferry', '- [ ] Build command: `npm run build`'],
    ['## Ferry', '- Change from: `npm install --all`'],
    ['## Étapes du déploiement', '- [ ] Commande de démarrage : `npm start --now`'],
    ['## Развёртывание парома', '- Команда сборки: `npm run build`'],
    ['## 部署', '- [ ] 启动命令：`python run.py --now`'],
  ])('as the value of a field: %s, %s', (heading, line) => expect(commands(heading, '', line)).toEqual([]))
  it('but runs where it is told to', () => {
    expect(commands('## Ferry', '', '- [ ] Command: `npm run build`')).toEqual([3])
    expect(commands('## Ferry', '', '- [ ] Build: `npm run build`')).toEqual([3])
  })

  it('as the file of a script', () => {
    expect(commands('## Ferry', '', '- [x] Wrote `stow_ropes.sh` for the crew')).toEqual([])
    expect(commands('## Ferry', '', '- **Mooring script:** `stow_ropes.sh`')).toEqual([])
    expect(commands('## Ferry', '', '- [ ] Run `stow_ropes.sh`')).toEqual([3])
    expect(commands('## Ferry', '', '- [ ] Ropes: `./stow_ropes.sh`')).toEqual([3])
    expect(commands('## Ferry', '', '- [ ] `stow_ropes.sh`')).toEqual([3])
  })

  it('as what to look for in a log', () => {
    expect(commands('Look for:', '', '- `npm ci` - a dependency is missing')).toEqual([])
    expect(commands('Run these:', '', '- `npm ci` - fetches what is needed')).toEqual([3])
  })

  it.each(['The harbour will automatically:', 'The script will:', 'What the script does:'])(
    'as what something does by itself: %s',
    (lead) => expect(commands(lead, '', '- Run `python ferry.py`')).toEqual([]),
  )
  it('but what a person will do is done', () => {
    expect(commands('Now you will:', '', '- Run `python ferry.py`')).toEqual([3])
    expect(commands('To cross automatically:', '', '- Run `python ferry.py`')).toEqual([3])
  })

  it('as a file among files', () => {
    expect(commands('Check:', '', '- [ ] `moor.sh`', '- [ ] `.env`', '- [ ] `README.md`')).toEqual([])
    expect(commands('These files are needed:', '', '- [ ] `moor.sh`')).toEqual([])
    expect(commands('Moor the ferry:', '', '- [ ] `moor.sh`', '- [ ] `./sail.sh`')).toEqual([3, 4])
    expect(commands('These files are needed:', '', '- [ ] Run `moor.sh`')).toEqual([3])
  })

  it('as an option of the shell', () => {
    expect(commands('- [ ] Errors are handled with `set -e`')).toEqual([])
  })
})
