import { expect, it } from 'vitest'
import { describeRule, messages } from '../../../testing/rule-cases.ts'

describeRule('sudo-redirect', {
  bad: [
    [1, 'sudo echo "127.0.0.1 shop" > /etc/hosts'],
    [1, 'sudo cat shop.conf >> /etc/nginx/nginx.conf'],
  ],
  good: [
    ['echo x | sudo tee /etc/shop > /dev/null'],
    ['sudo sh -c "echo x > /etc/shop"'],
    ['sudo -u postgres pg_dump shop > /tmp/shop.sql'],
    ['sudo ./bin/go > go.log'],
  ],
})

describeRule('sudo-shell-word', {
  bad: [
    [1, 'sudo cd /srv/shop'],
    [1, 'sudo export A=1'],
    [1, 'sudo source .env'],
  ],
  good: [['cd /srv/shop'], ['sudo sh -c "cd /srv/shop && ls"'], ['sudo ls']],
})

describeRule('locks-you-out', {
  bad: [
    [1, 'sudo ufw enable'],
    [2, 'sudo ufw default deny incoming', 'sudo ufw --force enable', 'sudo ufw allow OpenSSH'],
  ],
  good: [['sudo ufw allow 22/tcp', 'sudo ufw enable'], ['sudo ufw limit ssh', 'sudo ufw enable'], ['sudo ufw status']],
})

describeRule('crontab-replaced', {
  bad: [
    [1, 'echo "0 2 * * * /opt/clean" | crontab -'],
    [1, 'crontab - <<EOF', '0 2 * * * /opt/clean', 'EOF'],
  ],
  good: [
    ['(crontab -l; echo "0 2 * * * /opt/clean") | crontab -'],
    ['crontab -l | grep -v clean | crontab -'],
    ['crontab -e'],
    ['crontab -l'],
  ],
})

it('the redirection is named with its file', () => {
  expect(messages('sudo-redirect', ['sudo echo x > /etc/shop'])).toEqual([
    '/etc/shop is opened by the shell, not by sudo: permission denied.',
  ])
})
