import { expect, it } from 'vitest'
import { describeRule, mended } from '../../../testing/rule-cases.ts'

describeRule('asks-before-installing', {
  bad: [
    [1, 'sudo apt install nginx'],
    [1, 'apt-get upgrade'],
    [1, 'yum install nginx'],
  ],
  good: [
    ['sudo apt install -y nginx'],
    ['apt-get -qq install nginx'],
    ['yes | apt install nginx'],
    ['apt update'],
    ['apt list --installed'],
  ],
})

it('-y is put behind the verb', () => {
  expect(mended('asks-before-installing', ['sudo apt install nginx'])).toBe('sudo apt install -y nginx')
})

describeRule('lockfile-not-kept', {
  bad: [
    [1, 'npm install'],
    [1, 'npm i --omit=dev', 'npm install'],
  ],
  good: [['npm ci'], ['npm install -g pm2'], ['npm install express@5.1.0'], ['pnpm install']],
})
