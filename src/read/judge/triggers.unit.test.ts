import { describe, expect, it } from 'vitest'
import { sourceOf } from '../source.ts'
import { judge } from './index.ts'

/** Lines that are triggers. */
const triggers = (...lines: string[]) =>
  judge(sourceOf('x.md', new TextEncoder().encode(lines.join('\n')), '')).triggers.map(({ span }) => span.line)

describe('what went wrong, in front of a way back, is a trigger', () => {
  it.each([
    'If something goes wrong on the water:',
    'If anything goes wrong, follow these steps:',
    'When something goes wrong:',
    'If the ramp fails, revert:',
    'If the ramp fails, roll forward or back:',
  ])('%s', (line) => expect(triggers('## Rollback', '', line)).toEqual([3]))
  it.each(['If you have to roll back:', 'If the rollback fails:', 'If needed, restore the ramp:'])(
    '%s is none',
    (line) => expect(triggers('## Rollback', '', line)).toEqual([]),
  )
})

describe('conditions that a heading announces', () => {
  it('are also listed under the headings that part them', () => {
    const parts = ['### Automatic', '', '- Leaks > 5%', '', '### By hand', '', '- The captain says so']
    expect(triggers('## Rollback triggers', '', ...parts)).toEqual([5, 9])
    expect(triggers('## Déclencheurs de rollback', '', ...parts, '', 'Avec vous.')).toEqual([5, 9])
    expect(triggers('## Rollback triggers', '', '### Rollback steps', '', '- Row back')).toEqual([])
  })
  it('go on below a sentence that says the same again, whatever it is called', () => {
    const again = ['## Rollback triggers', '', 'Roll back if any of them holds.', '', '### At sea', '', '- Leaks > 5%']
    expect(triggers(...again)).toEqual([3, 7])
    const now = ['## Back', '', 'Rollback immediately if any of these hold beyond 10 minutes:', '', '- Leaks', '- Fog']
    expect(triggers(...now)).toEqual([5, 6])
  })
  it('stand behind a label', () => {
    expect(triggers('## Decision', '', '**Rollback**: If the ramp breaks', '', '**Go**: If all is well')).toEqual([3])
    expect(triggers('# Rollback plan', '', 'Use this when the ferry leaks.', '', '- Row back')).toEqual([3])
  })
  it('stand in a cell with the way back', () => {
    const table = ['| Step | Point |', '|---|---|', '| Moor | OK, if it fails → roll back |', '| Sail | OK |']
    expect(triggers('## Deployment steps', '', '```bash', 'ferry sail', '```', '', ...table)).toEqual([9])
  })
  it('are rows of a table, unless they say that nobody goes back', () => {
    const table = ['| State | Rollback? |', '|---|---|', '| Leaks > 5 | ✅ at once |', '| Paint is dull | No |']
    expect(triggers('## When to roll back', '', ...table)).toEqual([5])
    expect(triggers('## Quando fare rollback', '', 'La barca non è della compagnia.', '', ...table)).toEqual([])
    expect(triggers('La barca della compagnia', '', '## Quando fare rollback', '', ...table)).toEqual([7])
  })
})

describe('what a way back is for', () => {
  it('is told below its label', () => {
    expect(triggers('## Rollback', '', '### Scenario 1: The ramp breaks', '', '- Row back')).toEqual([3])
    expect(triggers('## Rollback', '', '### Scenario 1: Quick way', '', '- Row back')).toEqual([])
    expect(triggers('## Rollback', '', '**Szenario 2: Die Rampe fehlt und wird nicht ersetzt**')).toEqual([3])
    expect(triggers('## Rollback', '', '**Symptom:** no boat moves', '', '- Row back')).toEqual([3])
    expect(triggers('## Troubleshooting', '', '**Symptom:** no boat moves')).toEqual([])
  })
  it('is told once', () => {
    const scenario = ['### Scenario 1: The ramp breaks', '', '**When:** no boat moves', '', '- Row back']
    expect(triggers('## Rollback', '', ...scenario)).toEqual([5])
  })
  it.each([
    ['Только если лодка повреждена:', '## План отката'],
    ['Nur wenn die Fähre beschädigt ist:', '## Rückfallplan für die Fähre'],
    ['Nur bei Problemen mit der Rampe nötig:', '## Rückfallplan für die Fähre'],
    ['Solo si la barca está rota después:', '## Plan de reversión después del despliegue'],
  ])('%s', (line, heading) => expect(triggers(heading, '', line)).toEqual([3]))
})

describe('the condition in the brackets of a heading', () => {
  it('is one when no line below says when', () => {
    expect(triggers('## Rollback (if something goes wrong)', '', '- Row back')).toEqual([1])
    expect(triggers('## Marcha atrás (si algo sale mal después)', '', '- Remar')).toEqual([1])
    expect(triggers('## Rückfallplan (falls etwas schiefgeht)', '', 'Die Fähre wird gestoppt.')).toEqual([1])
  })
  it('is told by the line below that repeats it', () => {
    expect(triggers('## Rollback (if something goes wrong)', '', 'If the ramp breaks:')).toEqual([3])
  })
  it('is none when nothing went wrong in it', () => {
    expect(triggers('## Rollback (if needed)', '', '- Row back')).toEqual([])
  })
})

describe('a heading that says what went wrong, in front of a way back, is a trigger', () => {
  it.each([
    ['## Rollback', '### If migration fails'],
    ['## Rollback plan', '### 4.2 When health checks fail'],
    ['## Rollback', '### Step 2: If the error rate is above 5%'],
    ['## Rückfallplan', '### Falls die Migration fehlschlägt'],
    ['## Retour arrière', '### Si la migration échoue'],
    ['## Plan de rollback', '### Si la migración falla', 'Ejecutar después de parar el servicio:'],
    ['## Plano de rollback', '### Se a migração falhar', 'Depois de parar o serviço, não esqueça:'],
    ['## Piano di rollback', '### Se la migrazione fallisce', 'Eseguire questo comando:'],
    ['## План отката', '### Если миграция завершилась с ошибкой'],
    ['## 回滚方案', '### 如果迁移失败'],
    ['## ロールバック手順', '### 移行に失敗した場合'],
    ['## 롤백 절차', '### 마이그레이션이 실패한 경우'],
  ])('%s, %s', (back, heading, lead = '') => {
    expect(triggers(back, '', heading, '', lead, '```sh', 'git revert HEAD', '```')).toEqual([3])
  })
  it.each([
    ['### If needed', 'nothing went wrong'],
    ['### If the rollback fails', 'it is what follows the way back'],
    ['### Hotfix (if the rollback broke something else)', 'it is what follows the way back'],
    ['### Restore the files (if applicable)', 'nothing went wrong'],
  ])('%s is none: %s', (heading) => expect(triggers('## Rollback', '', heading, '', 'Row back.')).toEqual([]))
  it('is none where nothing leads back', () => {
    expect(triggers('## Rollback', '', '### If the pier breaks', '', '- Call the harbour', '- Tell the crew')).toEqual(
      [],
    )
    expect(triggers('## Rollback', '', '### If the pier breaks', '', '- Call the harbour', '- Revert to oars')).toEqual(
      [3],
    )
    expect(triggers('## Install', '', '### If the download fails', '', 'Try again.')).toEqual([])
  })
})

describe('what went wrong stands in the condition itself', () => {
  it('and not in what is concluded from it', () => {
    expect(triggers('## Rollback', '', 'If all tests pass, the problem is another.')).toEqual([])
    expect(triggers('## Rollback', '', 'If a test fails, the ramp is broken:')).toEqual([3])
  })
})

describe('what goes wrong at any time, as the label of what is done then', () => {
  it.each([
    ['## Rollback', '### On failure', ''],
    ['## Rollback', '### In the event of an outage', ''],
    ['## Rollback', 'Should the deployment fail:', ''],
    ['## Rückfallplan', '### Bei Problemen', 'Die Fähre nicht anlegen.'],
    ['## Rückfallplan', 'Sollte die Migration fehlschlagen:', 'Die Fähre nicht anlegen.'],
    ['## Retour arrière', "### En cas d'échec", 'Démarrer le bac dans le port.'],
    ['## Plan de rollback', 'Cuando la migración falla:', 'Ejecutar después de parar los servicios.'],
    ['## Plano de rollback', '### Em caso de falha', 'Depois de parar os serviços, não esqueça.'],
    ['## Piano di rollback', '### In caso di errore', 'Eseguire questo comando della nave.'],
    ['## План отката', '### При ошибке миграции', 'Выполните команду.'],
    ['## 回滚方案', '### 部署失败时', '执行以下命令。'],
    ['## 回滚方案', '一旦出现异常：', '执行以下命令。'],
    ['## ロールバック手順', '### エラー発生時', '次のコマンドを実行します。'],
    ['## 롤백 절차', '### 배포 실패 시', '다음 명령을 실행합니다.'],
  ])('%s, %s', (back, line, words) => {
    expect(triggers(back, '', line, '', words, '', '```sh', 'git revert HEAD', '```')).toEqual([3])
  })
  it('is none when it only tells when', () => {
    expect(triggers('## Rollback', '', 'Once the ferry is moored:')).toEqual([])
    expect(triggers('## Rollback', '', 'Once the ferry fails we buy another.')).toEqual([])
  })
})

it('a bound at the beginning of a point is no quotation', () => {
  const points = ['1. > 5% of the boats leak', '2. The bell is silent', '3. Fog']
  expect(triggers('## Rollback criteria', '', ...points)).toEqual([3, 4, 5])
})

it('"even if" is no condition', () => {
  expect(triggers('## Prepare', '', 'Even if the boat breaks, going back is the last resort.')).toEqual([])
})
