import { describe, expect, it } from 'vitest'
import { read, sourceOf } from '../index.ts'

const steps = (text: string) =>
  read(sourceOf('GO.md', new TextEncoder().encode(text), '0'.repeat(64))).plan.steps.map(({ title, noReturn }) => [
    title,
    noReturn?.text ?? null,
  ])

const deployed = (...lines: string[]) => ['# Release', '', '## Deploy', '', ...lines, ''].join('\n')
const fence = (...lines: string[]) => ['```bash', ...lines, '```', '']

describe('the point of no return', () => {
  it('stands where a sentence in front of a step says so', () => {
    const text = deployed(...fence('make up'), 'From here on this cannot be rolled back.', '', ...fence('make cut'))
    expect(steps(text)).toEqual([
      ['make up', null],
      ['make cut', 'From here on this cannot be rolled back.'],
    ])
  })
  it('is the step before a sentence that nothing follows in its section', () => {
    const text = deployed(...fence('make cut'), 'This is irreversible.', '', '## Verify', '', '- [ ] It works')
    expect(steps(text)[0]).toEqual(['make cut', 'This is irreversible.'])
  })
  it('is the first step below a heading of that name, and an item that says it itself', () => {
    const text = deployed('### Point of no return', '', ...fence('make cut'), '- [ ] Send the mails (cannot be undone)')
    expect(steps(text).map(([, said]) => said)).toEqual(['Point of no return', 'Send the mails (cannot be undone)'])
  })
  it('is told by the comment above a statement', () => {
    expect(steps(deployed(...fence('make up', '# irreversible: drops the old column', 'make drop')))[0]?.[1]).toBe(
      'irreversible: drops the old column',
    )
  })
  it.each([
    ['a condition', 'If the migration cannot be rolled back, restore the dump.'],
    ['a denial', 'There must be no irreversible migrations.'],
    ['a question', 'Can it be that this cannot be undone?'],
  ])('is not told by %s', (_name, sentence) => {
    expect(steps(deployed(sentence, '', ...fence('make up')))).toEqual([['make up', null]])
  })
  it('is no matter of preparing or of going back', () => {
    const text =
      '# Release\n\n## Prerequisites\n\n- [ ] Irreversible migrations are announced\n\n## Rollback\n\n- [ ] Restore (cannot be undone)\n'
    expect(steps(text).map(([, said]) => said)).toEqual([null, null])
  })
  it.each([
    ['de', '## Deployment\n\nAb hier ist das nicht mehr rückgängig zu machen und für die Nutzer da.'],
    ['fr', '## Déploiement\n\nAttention : cette étape est irréversible pour les données.'],
    ['es', '## Despliegue\n\nA partir de aquí el cambio es irreversible para los datos.'],
    ['pt', '## Implantação\n\nA partir daqui a mudança é irreversível para os dados.'],
    ['it', '## Distribuzione\n\nDa qui in poi la modifica è irreversibile per i dati.'],
    ['ru', '## Развёртывание\n\nЭто изменение необратимо.'],
    ['zh', '## 部署\n\n此操作不可逆。'],
    ['ja', '## デプロイ\n\nこの操作は元に戻せません。'],
    ['ko', '## 배포\n\n이 작업은 되돌릴 수 없습니다.'],
  ])('is told in %s', (_language, text) => {
    expect(steps(`${text}\n\n\`\`\`bash\nmake cut\n\`\`\`\n`)[0]?.[1]).not.toBeNull()
  })
})
