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
    [3, 'sudo ufw allow 80/tcp', "sudo ufw allow 'Nginx Full'", 'sudo ufw enable'],
    [2, 'sudo ufw default deny incoming', 'sudo ufw --force enable', 'sudo ufw allow OpenSSH'],
  ],
  good: [
    ['sudo ufw allow 22/tcp', 'sudo ufw enable'],
    ['sudo ufw limit ssh', 'sudo ufw enable'],
    ['sudo ufw allow 2222', 'sudo ufw enable'],
    ['sudo ufw allow 22,80,443/tcp', 'sudo ufw enable'],
    ['sudo ufw allow from 10.0.0.0/8', 'sudo ufw enable'],
    ['sudo ufw allow "$SSH_PORT"', 'sudo ufw enable'],
    ['sudo ufw status'],
  ],
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
