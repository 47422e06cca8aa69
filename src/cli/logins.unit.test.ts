import { expect, it } from 'vitest'
import { read, sourceOf } from '../read/index.ts'
import { loginLines } from './logins.ts'
import { look } from './terminal/look.ts'

const here = look({ interactive: false, colour: false, unicode: true, plain: false, width: 200, height: 24 })
const planOf = (commands: string) =>
  read(
    sourceOf('D.md', new TextEncoder().encode(`# D\n\n## Deploy\n\n\`\`\`bash\n${commands}\n\`\`\`\n`), '0'.repeat(64)),
  ).plan

it('sudo that asks is named with its lines and how to make it silent', () => {
  const lines = loginLines(planOf('sudo systemctl stop shop\necho x\nsudo systemctl start shop'), here, () => true)
  expect(lines.join('\n')).toMatch(/^sudo asks for a password \(lines 6 and 8\).*NOPASSWD/)
})

it('sudo that is silent is not mentioned, and not tried where nothing calls it', () => {
  expect(loginLines(planOf('sudo systemctl stop shop'), here, () => false)).toEqual([])
  let tried = 0
  expect(
    loginLines(planOf('echo x'), here, () => {
      tried++
      return true
    }),
  ).toEqual([])
  expect(tried).toBe(0)
})

it('git over the network is named, and said not to have been tried', () => {
  expect(loginLines(planOf('git pull'), here, () => null).join('\n')).toMatch(
    /^git may ask .*\(line 6\); it was not tried/,
  )
})

it('what is called on another host is not asked here', () => {
  const plan = planOf('ssh web1\nsudo systemctl stop shop')
  expect(loginLines(plan, here, () => true).join('\n')).not.toContain('sudo')
})
