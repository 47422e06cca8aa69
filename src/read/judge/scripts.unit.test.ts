import { describe, expect, it } from 'vitest'
import { sourceOf } from '../source.ts'
import { judge } from './index.ts'

const uses = (...lines: string[]) =>
  judge(sourceOf('x.md', new TextEncoder().encode(lines.join('\n')), '')).code.map((one) => one.use)
const script = (...first: string[]) => ['```bash', ...first, 'tar czf boats.tgz boats', '```']

describe('a script that begins with #!', () => {
  it('is put into a file when what introduces it says so', () => {
    expect(uses('## Deployment', ...script('# Create backup script', '#!/bin/bash'))).toEqual(['shown'])
    expect(uses('## Deployment', 'Save this as `boats.sh`:', ...script('#!/bin/sh'))).toEqual(['shown'])
    expect(uses('## Schritte für die Fähre', ...script('# Backup-Script erstellen', '#!/bin/bash'))).toEqual(['shown'])
    expect(uses('## Étapes du déploiement', 'Créer un script :', ...script('#!/bin/bash'))).toEqual(['shown'])
    expect(uses('## 部署步骤', '创建备份脚本：', ...script('#!/bin/bash'))).toEqual(['shown'])
  })
  it('is put into a file when the document has that file run', () => {
    const named = script('#!/bin/bash', '# boats.sh')
    expect(uses('## Deployment', ...named, '', '```bash', './boats.sh', '```')).toEqual(['shown', 'run'])
    expect(uses('## Deployment', ...named, '', '```', '0 2 * * * /opt/boats.sh', '```')).toEqual(['shown', 'shown'])
    expect(uses('## Deployment', 'It stands in `boats.sh`.', ...named)).toEqual(['run'])
  })
  it('is run where it stands otherwise', () => {
    expect(uses('## Rollback', 'When boats sink:', ...script('#!/bin/bash', '# back.sh'))).toEqual(['run'])
    expect(uses('## Deployment', 'Create the script:', ...script())).toEqual(['run'])
  })
})
