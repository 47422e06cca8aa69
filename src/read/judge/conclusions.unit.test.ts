import { describe, expect, it } from 'vitest'
import { sourceOf } from '../source.ts'
import { judge } from './index.ts'

const isTrigger = (line: string, heading = '## Deployment') =>
  judge(sourceOf('x.md', new TextEncoder().encode(`${heading}\n\n${line}`), '')).triggers.length > 0

describe('a condition and the way back in one line are a trigger, wherever they stand', () => {
  it.each([
    '7. If fail → auto rollback',
    '- If the ramp breaks, switch back to the old ramp',
    '- On failure: automatic rollback',
    '- As soon as boats time out, send the passengers back',
    '- Should anything go wrong, abort',
    '- If the swell is > 4 m, roll back',
    '- If the bell does not ring, revert',
    '- Ramp tests red? Roll back.',
    '- Ramp broken, switch back',
    '- Revert at once if the ramp creaks and errors show',
    '- Automatic rollback on failure',
  ])('%s', (line) => expect(isTrigger(line)).toBe(true))

  it.each([
    ['## Schritte für die Bereitstellung', '- Schlägt die Probe fehl, Rollback durchführen'],
    ['## Schritte für die Bereitstellung', '- Bei Fehlern: sofort zurück zur alten Rampe'],
    ['## Étapes du déploiement', "- En cas d'échec : rollback automatique"],
    ['## Pasos del despliegue en producción', '- Si falla, revertir'],
    ['## Passos da implantação em produção', '- Se o teste não passar, voltar à versão anterior'],
    ['## Passi della distribuzione', '- Se il test fallisce, tornare alla versione precedente'],
    ['## Развёртывание', '- При ошибках: немедленный откат'],
    ['## 部署步骤', '- 一旦出现异常，切回旧版本'],
    ['## デプロイ手順', '- エラーが出たら切り戻し'],
    ['## 배포 절차', '- 실패 시 롤백'],
  ])('%s: %s', (heading, line) => expect(isTrigger(line, heading)).toBe(true))

  it('is read in a table of conditions and actions, row by row', () => {
    const rows = (action: string) => `| When | Then |\n| --- | --- |\n| Errors > 5 % | ${action} |`
    expect(isTrigger(rows('Roll back'))).toBe(true)
    expect(isTrigger(rows('Look at the bell'))).toBe(false)
  })
})

describe('what speaks of failures or of the way back alone is none', () => {
  it.each([
    '- If it fails, try again',
    '- If the ramp errors, do not roll back',
    '- [ ] Rollback plan ready if the crossing fails',
    '- [ ] Test that auto rollback works when the crossing fails',
    '- If you use oars, roll back with `oars back`',
    '- Fix all errors, then restore the counter',
    '- Check the log for errors, restore the view',
  ])('%s', (line) => expect(isTrigger(line)).toBe(false))
})
