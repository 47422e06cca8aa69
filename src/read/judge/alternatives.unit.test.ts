import { describe, expect, it } from 'vitest'
import { sourceOf } from '../source.ts'
import { judge } from './index.ts'

/** Lines that offer another way. */
const alternatives = (...lines: string[]) =>
  judge(sourceOf('x.md', new TextEncoder().encode(lines.join('\n')), '')).alternatives.map(({ span }) => span.line)

describe('"or" begins another way', () => {
  it.each([
    ['### Step 1.8: Or start it with the winch', ''],
    ['### Étape 1.8 : OU démarrer avec le treuil', 'Démarrer le bac dans le port.'],
    ['### Schritt 3: Oder mit der Winde starten', 'Die Fähre nicht vergessen.'],
    ['**Или включите лебёдку:**', 'Запустите паром.'],
    ['As an alternative to the oars you can use the winch as follows:', ''],
    ['Als Alternative die Winde nehmen:', 'Die Fähre nicht vergessen.'],
    ['En alternative, le treuil :', 'Démarrer le bac dans le port.'],
  ])('%s', (line, words) => {
    expect(alternatives('## Deploy', words, '```sh', 'oars', '```', line, '', '```sh', 'winch', '```')).toEqual([6])
  })
  it('in the middle of a line when the word can mean nothing else', () => {
    expect(alternatives('## Deploy', '', 'It prints the tag. Alternatively, push it at once.')).toEqual([3])
    expect(alternatives('## Deploy', '', 'It prints the tag. Or so it should.')).toEqual([])
  })
  it('but not in what is expected to be seen', () => {
    expect(alternatives('## Deploy', '', 'Expected:', '', '- The pier', '- Or the beach')).toEqual([])
    expect(alternatives('## Deploy', '', 'Cross the harbour:', '', '- By boat', '- Or by the bridge')).toEqual([6])
  })
})

describe('headings that each begin with a condition', () => {
  const both = (first: string, then: string) =>
    alternatives('## Deployment', first, '```sh', 'make a', '```', then, '```sh', 'make b', '```')
  it('are ways of which one is taken', () => {
    expect(both('### If you deploy from the pier', '### If you deploy from the beach')).toEqual([6])
    expect(both('### 桟橋からデプロイする場合', '### 浜からデプロイする場合')).toEqual([6])
  })
  it('are none when they tell what went wrong, or stand alone', () => {
    expect(both('### If the pier fails', '### If the beach fails')).toEqual([])
    expect(both('### Prepare the pier', '### If you deploy from the beach')).toEqual([])
  })
})

describe('names of products that stand in for each other, as comments of one block', () => {
  const block = (...lines: string[]) => alternatives('## Deploy', '', '```bash', ...lines, '```')
  it.each([
    ['# PostgreSQL', '# SQLite (development)'],
    ['# Docker', '# Podman:'],
    ['# npm', '# yarn'],
  ])('%s, then %s', (first, then) => expect(block(first, 'make a', '', then, 'make b')).toEqual([7]))
  it('are none of different kinds, when one is named twice, or with more words', () => {
    expect(block('# PostgreSQL', 'make a', '', '# Redis', 'make b')).toEqual([])
    expect(block('# PostgreSQL', 'make a', '', '# PostgreSQL', 'make b')).toEqual([])
    expect(block('# PostgreSQL', 'make a', '', '# Import the MySQL dump', 'make b')).toEqual([])
  })
})
