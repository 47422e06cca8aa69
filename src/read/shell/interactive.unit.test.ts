import { expect, it } from 'vitest'
import { analyseShell } from './index.ts'

const asks = (text: string) =>
  analyseShell([{ text, span: { start: 0, end: text.length, line: 1, endLine: 1 } }]).flags.includes('interactive')

it.each([
  'python src/main.py --interactive',
  'docker run -it --rm shop:2.0',
  'vercel env add API_KEY production',
  'wrangler secret put API_KEY',
  'gh secret set API_KEY',
  'mysql -u root -p shop < update.sql',
  'mysqldump -u root -p shop > shop.sql',
  'gcloud sql connect shop --user=root',
  'git rebase -i main',
  'mosquitto_passwd -c /etc/mosquitto/passwd admin',
  'adduser deploy',
  'gpg --full-generate-key',
  'gpg --edit-key pier',
  'vercel',
  'npm init',
  'firebase init',
  'fly launch',
  'sam deploy --guided',
  'rails credentials:edit',
  'tmux attach -t ferry',
  'ssh-keygen -t ed25519 -f harbour',
])('needs a person: %s', (text) => {
  expect(asks(text)).toBe(true)
})

it.each([
  'rm --interactive=never a',
  'docker run -it --rm shop:2.0 npm test',
  'docker run -d -it shop:2.0',
  'echo x | vercel env add API_KEY production',
  'gh secret set API_KEY --body x',
  'mysql -u root -psecret shop < update.sql',
  'git rebase main',
  'rails db:migrate',
  'htpasswd -b users ada secret',
  'adduser --system shop',
  'vercel --prod',
  'npm init -y',
  'tmux new-session -d -s ferry',
  'sam deploy',
  "ssh-keygen -t ed25519 -f harbour -N ''",
  'ssh-keygen -R pier-1',
])('needs none: %s', (text) => {
  expect(asks(text)).toBe(false)
})
