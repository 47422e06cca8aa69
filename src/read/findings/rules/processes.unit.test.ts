import { describeRule } from '../../../testing/rule-cases.ts'

describeRule('kill-too-wide', {
  bad: [
    [1, 'pkill -f python'],
    [1, 'sudo killall node'],
    [1, 'pkill java'],
    [1, 'kill $(lsof -t -i:3000)'],
    [1, 'kill -9 $(lsof -ti tcp:3000)'],
  ],
  good: [
    ['pkill -f "gunicorn shop.wsgi"'],
    ['kill "$SHOP_PID"'],
    ['kill $(lsof -t -iTCP:3000 -sTCP:LISTEN)'],
    ['pkill -P "$SHOP_PID" node'],
  ],
})

describeRule('kill-nine-first', {
  bad: [
    [1, 'kill -9 "$SHOP_PID"'],
    [1, 'pkill -KILL -f shop'],
    [1, 'killall --signal KILL shop'],
  ],
  good: [
    ['kill "$SHOP_PID"', 'sleep 10', 'kill -9 "$SHOP_PID"'],
    ['sudo systemctl stop shop', 'pkill -9 -f shop'],
    ['kill -0 "$SHOP_PID"'],
  ],
})

describeRule('background-without-log', {
  bad: [
    [1, 'gunicorn app:main &'],
    [1, 'node server.js &'],
    [2, 'cd /srv/shop', 'npm start &'],
  ],
  good: [
    ['nohup node server.js > shop.log 2>&1 &'],
    ['node server.js >> shop.log &'],
    ['node server.js &', './bin/check', 'kill $!'],
    ['sleep 5 &'],
    ['./bin/go &'],
  ],
})

describeRule('fixed-sleep', {
  section: 'Verify',
  bad: [
    [1, 'sleep 5', 'curl -f http://shop/health'],
    [1, 'sleep 1m && systemctl is-active shop'],
  ],
  good: [
    ['sleep 5', './bin/go'],
    ['sleep 1800', 'curl -f http://shop/health'],
    ['until curl -f http://shop/health; do sleep 5; done', 'curl -f http://shop/'],
    ['sleep 5'],
  ],
})
