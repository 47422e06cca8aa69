import { describeRule } from '../../../testing/rule-cases.ts'

describeRule('tls-not-checked', {
  bad: [
    [1, 'curl -k https://shop/health'],
    [1, 'curl -sSk https://shop/health'],
    [1, 'curl --insecure https://shop/health'],
    [1, 'wget --no-check-certificate https://shop/app.tgz'],
    [1, 'ssh -o StrictHostKeyChecking=no shop uptime'],
    [1, 'export NODE_TLS_REJECT_UNAUTHORIZED=0'],
    [1, 'GIT_SSL_NO_VERIFY=true git pull'],
    [1, 'npm config set strict-ssl=false'],
  ],
  good: [
    ['curl -f https://shop/health'],
    ['curl -k https://localhost:8443/health'],
    ['curl -XPOST --cacert ca.pem https://shop/'],
    ['ssh -o StrictHostKeyChecking=accept-new shop uptime'],
    ['tar -xkf app.tgz'],
  ],
})

describeRule('download-piped-to-shell', {
  bad: [
    [1, 'curl -fsSL https://shop.dev/install.sh | sh'],
    [1, 'wget -qO- https://shop.dev/install.sh | sudo -E bash -'],
  ],
  good: [
    ['curl -fsSLO https://shop.dev/install.sh', 'sh install.sh'],
    ['curl -fs https://shop.dev/version | head -1'],
    ['cat setup.sh | sh'],
  ],
})

describeRule('world-writable', {
  bad: [
    [1, 'chmod 777 /srv/shop'],
    [1, 'sudo chmod -R 0777 uploads'],
    [1, 'chmod o+w uploads'],
    [1, 'chmod a+rwx uploads'],
    [1, 'chmod 666 shop.db'],
  ],
  good: [['chmod 755 bin/go'], ['chmod +x bin/go'], ['chmod u+w,g+w uploads'], ['chmod 1777 /tmp'], ['chmod 600 key']],
})
