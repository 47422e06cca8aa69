import { describeRule } from '../../../testing/rule-cases.ts'

describeRule('config-not-tested', {
  bad: [
    [2, 'sudo cp shop.conf /etc/nginx/conf.d/', 'sudo systemctl restart nginx'],
    [2, 'sudo a2ensite shop', 'service apache2 restart'],
    [2, 'sudo nano /etc/ssh/sshd_config', 'sudo systemctl restart ssh.service'],
    [2, 'vim /etc/nginx/nginx.conf', 'systemctl restart nginx', 'nginx -t', 'systemctl restart nginx'],
  ],
  good: [
    ['sudo systemctl restart nginx'],
    ['vim /etc/nginx/nginx.conf', 'sudo nginx -t', 'sudo systemctl restart nginx'],
    ['a2ensite shop', 'apachectl configtest && systemctl restart apache2'],
    ['vim /etc/nginx/nginx.conf', 'sudo systemctl reload nginx'],
    ['sudo systemctl restart shop'],
    ['sudo a2ensite shop', 'service apache2 start', 'git pull', 'service apache2 restart'],
  ],
})
