import { describe, expect, it } from 'vitest'
import { onlyChecks, onlyLooks } from './looking.ts'

describe('a command only looks', () => {
  it.each([
    'kubectl get pods',
    'kubectl -n quay get pods -o wide',
    'kubectl --context harbour --namespace quay rollout status deployment/ferry',
    'docker compose -f ferry.yml ps',
    'systemctl -H quay status ferry',
    'curl.exe -k https://ferry.example/health',
  ])('%s', (command) => expect(onlyLooks(command)).toBe(true))

  it.each(['kubectl -n get delete pods', 'kubectl apply -f ferry.yml', 'docker compose -f ferry.yml up -d'])(
    'unlike %s',
    (command) => expect(onlyChecks(command)).toBe(false),
  )
})
