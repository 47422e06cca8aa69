import { expect, it } from 'vitest'
import { describeRule } from '../../../testing/rule-cases.ts'
import { read } from '../../index.ts'

describeRule('secret-in-the-open', {
  bad: [
    [1, 'curl -f -u deploy:hunter2x http://shop/'],
    [1, 'export API_TOKEN=4f2b91c7'],
    [1, 'mysql -u shop -pZt7kp2Q9 shop -e "SELECT 1"'],
    [1, 'psql postgres://shop:Zt7kp2Q9@db/shop -c "SELECT 1"'],
    [1, 'curl -f -H "Authorization: Bearer 9f8e7d6c5b4a39281706" http://shop/'],
    [1, 'keytool -list -keystore shop.jks -storepass Zt7kp2Q9'],
    [1, 'export API_TOKEN=4f2b91c7', 'curl -f -H "X-Api-Key: 4f2b91c7" http://shop/'],
  ],
  good: [
    ['curl -f -u "admin:$PASSWORD" http://shop/'],
    ['export API_TOKEN=<token>'],
    ['export API_TOKEN=your-token-here'],
    ['export DB_SECRET=shop-db-credentials'],
    ['export PASSWORD=changeme'],
    ['PASSWORD=$(cat /run/secrets/db)'],
    ['psql postgres://user:pass@host/shop -c "SELECT 1"'],
    ['mysql -u shop -p shop -e "SELECT 1"'],
    ['export AWS_SECRET_ACCESS_KEY=abc123abc123'],
  ],
})

describeRule('well-known-password', {
  bad: [
    [1, 'docker run -e POSTGRES_PASSWORD=postgres postgres'],
    [1, 'curl -f -u admin:admin http://shop/'],
    [1, 'PGPASSWORD=postgres psql -c "SELECT 1"'],
  ],
  good: [['curl -f -u "admin:$PASSWORD" http://shop/'], ['docker run -e POSTGRES_USER=postgres postgres']],
})

it('secret-in-the-open reads PowerShell too', () => {
  const found = (line: string) => {
    const text = `# R\n\n## Deploy\n\n\`\`\`powershell\nGet-Date\n${line}\n\`\`\`\n`
    return read({ path: 'R.md', text, encoding: 'utf8', digest: 'd' })
      .findings.filter((one) => one.rule === 'secret-in-the-open')
      .map(({ span }) => [span.line, text.slice(span.start, span.end)])
  }
  expect(found('keytool -list -keystore app\\shop.jks -storepass Zt7kp2Q9')).toEqual([
    [7, 'keytool -list -keystore app\\shop.jks -storepass Zt7kp2Q9'],
  ])
  expect(found('keytool -list -keystore app\\shop.jks -storepass $env:STORE_PASSWORD')).toEqual([])
})
