import { describe, expect, it } from 'vitest'
import { sourceOf } from '../source.ts'
import { judge } from './index.ts'

const judged = (text: string) => judge(sourceOf('x.md', new TextEncoder().encode(text), ''))
const fence = (...lines: string[]) => ['```bash', ...lines, '```'].join('\n')

/** `line kind command's line` of every expectation. */
const found = (text: string) => {
  const { expectations, code } = judged(text)
  return expectations.map(({ span, kind, on }) => `${span.line} ${kind} ${on === null ? '-' : code[on]?.span.line}`)
}
const tests = (text: string) => judged(text).expectations.map((one) => one.test)

it('is told to people with the command that its line carries', () => {
  const { expectations } = judged('- [ ] All unit tests passing: `npm test --ropes`')
  expect(expectations.map(({ text }) => text)).toEqual(['All unit tests passing: npm test --ropes'])
})

describe('what is announced', () => {
  it('stands below a line that only announces it', () => {
    expect(found(`${fence('./ship')}\n\nExpected files in the archive:\n\n- a manifest\n- a signature`)).toEqual([
      '7 judgment 2',
      '8 judgment 2',
    ])
  })
  it('is no outcome when no command is there and things are listed', () => {
    expect(found('Expected passengers:\n\n- Ada.txt\n- Grace.txt')).toEqual([])
    expect(found('You should see:\n\n- a harbour\n- three boats')).toEqual(['3 judgment -', '4 judgment -'])
  })
  it('is listed below whatever stands before the words as well', () => {
    expect(found('In the harbour log, you should see:\n\n- three boats')).toEqual(['3 judgment -'])
    expect(found('Pour vous\n\nDans le journal du port, vous devriez voir :\n\n- trois bateaux')).toEqual([
      '5 judgment -',
    ])
  })
  it('is not what a file looks like, but what it should look like', () => {
    const shown = '```json\n{ "pier": 3 }\n```'
    expect(found(`${fence('./ship')}\n\nWhere \`pier.json\` looks like:\n\n${shown}`)).toEqual([])
    expect(found(`${fence('./ship')}\n\nNow \`pier.json\` should look like:\n\n${shown}`)).toEqual(['8 json 2'])
  })
  it('is how long it takes where only a time is expected', () => {
    const text = `Для нас\n\n${fence('./ship')}\n\nОжидание: 3-5 минут.`
    expect(found(text)).toEqual([])
    expect(judged(text).durations.map(({ seconds }) => seconds)).toEqual([300])
    expect(found(`${fence('./ship')}\n\nExpected: 3 boats`)).toEqual(['5 count 2'])
  })
  it('ends its point where the verb stands last', () => {
    const log = '- ログに「three boats」が表示される'
    expect(found(`${fence('./ship')}\n\n**確認ポイント**:\n- 船が港にある\n${log}`)).toEqual(['7 text 2'])
    expect(found(`船は港にある。\n\n${log}`)).toEqual([])
    expect(found(fence('./ship', '# 成功すると "three boats" が表示される'))).toEqual(['3 text 2'])
    expect(found(fence('uname -m  # x86_64 を期待'))).toEqual(['2 text 2'])
    expect(found(fence('# 確認（boat.txt が存在すれば OK）', 'ls'))).toHaveLength(1)
  })
  it('is a value as a remark', () => {
    expect(found(fence('ferry check # ok'))).toEqual(['2 text 2'])
    expect(found(fence('ls -lh ship.db   # ~420MB 확인'))).toEqual(['2 threshold 2'])
    expect(found(fence('ls -lh ship.db   # 12'))).toEqual([])
  })
  it('stands in front of a command in brackets that only shows it', () => {
    expect(found('- [ ] The quay should be open (`kubectl get quay`)')).toEqual(['1 judgment 1'])
    expect(found('- [ ] 空き容量が 2GB 以上であること（`df -h /`）')).toEqual(['1 threshold 1'])
    expect(found('- [ ] Open the quay (`kubectl apply -f quay.yaml`)')).toEqual([])
  })
  it('is how much there is of what is named', () => {
    expect(found(fence('free -h', '# Expected: "available" is at least 1 GB'))).toEqual(['3 threshold 2'])
    expect(found(fence('free -h', '# Expected: "done in < 5 s"'))).toEqual(['3 text 2'])
  })
  it('is what is counted in front of a list that explains it', () => {
    const lines = ['Für uns und nicht', '', fence('git log'), '', 'Erwartung: **47 Boote** (Stand heute):', '- 9 rote']
    expect(found(lines.join('\n'))).toEqual(['7 count 4'])
  })
  it('is a digest right behind what prints one', () => {
    const digest = '9f86d081884c7d659a2feaa0c55ad015'
    expect(found(`${fence('md5sum ship')}\n\nDigest of the ship: **${digest}**`)).toEqual(['5 text 2'])
    expect(tests(fence('md5sum ship', `# Prüfsumme: ${digest}`))).toEqual([{ is: 'text', text: digest, sure: true }])
    expect(found(`${fence('ferry sail')}\n\nA sentence.\n\n## Log\n\nKeel: ${digest}`)).toEqual([])
  })
  it('is a number to hold, and no outcome, when there is no command', () => {
    const text = 'Expected:\n\n- First tide: < 900ms'
    expect(found(text)).toEqual([])
    expect(judged(text).measures.map((one) => `${one.op} ${one.value}`)).toEqual(['< 900'])
  })
  it('is not said by a word in passing', () => {
    expect(found(fence('ferry status', '# two boats are late, as expected on Mondays'))).toEqual([])
    expect(found(`${fence('ferry status')}\n\nA higher-than-expected swell is fine.`)).toEqual([])
    expect(found(`${fence('ferry status')}\n\n3. Look for broken ropes`)).toEqual([])
    expect(found(fence('ferry start', '# should be run as captain'))).toEqual([])
  })
  it('is read to the end of a value that goes on over several comment lines', () => {
    const text = fence('curl localhost/boats', '# Expected response:', '# {', '#   "boats": 3', '# }')
    expect(found(text)).toEqual(['4 json 2'])
    expect(tests(text)).toEqual([{ is: 'json', value: { boats: 3 } }])
  })
  it('is the first line of what is printed, and each of several points', () => {
    expect(found(fence('ferry list', '# Expected output:', '# Anna  moored', '# Berta at-sea'))).toEqual(['4 text 2'])
    expect(found(fence('ferry list', '# Expected output:', '# - Anna', '# - Berta'))).toEqual(['4 text 2', '5 text 2'])
    expect(found(fence('ferry time', '# Expected output:', '# Crossing: < 40 s', '# Boats: > 2'))).toEqual([
      '4 threshold 2',
      '5 threshold 2',
    ])
    expect(found(fence('ferry list', '# Expected output:', '# Moored now:', '#  - Anna'))).toEqual(['4 text 2'])
  })
  it('is one output where its lines stand as they are printed, whatever it is called', () => {
    expect(found(fence('ferry list', '# Expected boats:', '# Anna, moored, 12', '# Berta, at sea, 4'))).toEqual([
      '4 text 2',
    ])
    expect(
      found(`Partez avec vous.\n\n${fence('ferry list', '# Résultat attendu :', '# Anna, à quai', '# Berta, en mer')}`),
    ).toEqual(['6 text 4'])
    expect(found(fence('ferry log', '# Look for these lines:', '# ramp is UP', '# gate is SHUT'))).toEqual([
      '4 text 2',
      '5 text 2',
    ])
  })
  it('of a log, in front of the command that shows it, is about that command', () => {
    const text = `${fence('ferry start')}\n\n${fence('# Check logs for:', '# "Ramp is up"')}\n\n${fence('journalctl -u ferry -f')}`
    expect(found(text)).toEqual(['7 text 11'])
  })
  it('may be that a command fails', () => {
    expect(found(fence('curl localhost/ferry', '# Should fail with connection refused'))).toEqual(['3 text 2'])
    expect(tests(fence('curl localhost/ferry', '# Should fail: the ferry is at sea'))).toEqual([
      { is: 'exit', status: 'fail' },
    ])
    expect(found(fence('curl localhost/ferry', '# Should fail'))).toEqual(['3 text 2'])
    expect(tests(`${fence('make ferry')}\n\nShould fail with "leak".\n\n- Should fail with a leak`)).toEqual([
      { is: 'text', text: 'leak', sure: true },
      null,
    ])
    expect(found(fence('make ferry', '# Should fail gracefully in a storm'))).toEqual([])
    expect(found(fence('make ferry', '# Should fail if the hull leaks'))).toEqual([])
    expect(found(fence('make ferry', '# Builds that should fail are skipped'))).toEqual([])
    expect(found(`Für uns und nicht\n\n${fence('curl boot', '# Sollte jetzt fehlschlagen')}`)).toEqual(['5 text 4'])
  })
  it('may be what a comment says that the command prints', () => {
    expect(found(fence('ferry count', '# -> 12 boats'))).toEqual(['3 count 2'])
    expect(found(fence('ferry --version', '# Current: v4.2.0'))).toEqual(['3 text 2'])
    expect(found(fence('ferry open', '# → https://ferry.example/sign-up'))).toEqual([])
  })
})

describe('points behind a command', () => {
  it('state its outcome, also behind a line that asks to verify it', () => {
    const text = `${fence('./ferry start')}\n\nVerify the start:\n\n- Logs show \`ramp is up\`\n- \`GET /ramp\` returns \`{"up": true}\``
    expect(found(text)).toEqual(['7 text 2', '8 json 2'])
  })
  it('state what its logs show, also when a point before it carries the command', () => {
    expect(found('- [ ] `./ferry start`\n- [ ] Startup logs show `ramp is up`')).toEqual(['2 text 1'])
    expect(found('Für alle und nicht\n\n- [ ] `./ferry start`\n- [ ] Die Logs zeigen `Rampe oben`')).toEqual([
      '4 text 3',
    ])
    expect(found('Para los barcos\n\n- [ ] `./ferry start`\n- [ ] Los logs muestran `rampa`')).toEqual(['4 text 3'])
    expect(found('- [ ] `./ferry start`\n- [ ] Paint it\n- [ ] Startup logs show `ramp is up`')).toEqual([])
  })
  it('state nothing of it when they tell what happens in another case', () => {
    expect(found('- [ ] Ramp key. Unset → the ramp shows "closed". Make one with `./key make`')).toEqual([])
    expect(found('- [ ] If there is no key, the ramp returns 403. Make one with `./key make`')).toEqual([])
    expect(found('- [ ] The ramp returns 403. See it with `curl ramp`')).toEqual(['1 status 1'])
  })
  it('state what the command that they carry gives, in the words of any language', () => {
    const box = (words: string) => found(words).map((one) => one.replace(/^\d+ /, ''))
    expect(box('Avec vous\n\n- [ ] `curl bac/sante` renvoie `{"bac":"ok"}`')).toEqual(['json 3'])
    expect(box('Avec vous\n\n- [ ] Journal sans erreur : `tail -5 bac.log`')).toEqual(['count 3'])
    expect(box('- [ ] Log without errors: `tail -5 ferry.log`')).toEqual(['count 1'])
    expect(box('Für alle und nicht\n\n- [ ] `curl boot/lage` gibt `{"boot":"ok"}` zurück')).toEqual(['json 3'])
    expect(box('Para los barcos\n\n- [ ] Registro sin errores: `tail -5 barco.log`')).toEqual(['count 3'])
    expect(box('Avec vous\n\n- [ ] Lancer le bac : `./bac partir`')).toEqual([])
  })
  it('state it when they only say that what it does went well', () => {
    expect(
      found(`${fence('./ferry load')}\n\n- [ ] Loading OK\n- [ ] Cargo sold successfully\n- [ ] Ferry loaded`),
    ).toEqual(['5 status 2', '6 judgment 2'])
    expect(
      found(`Für uns und nicht für alle\n\n${fence('./boot installieren')}\n\n- [ ] Installation erfolgreich`),
    ).toEqual(['7 status 4'])
    expect(
      found(`## Démarrage\n\nAvec vous.\n\n${fence('./bac')}\n\n- [ ] Démarrage réussi\n- [ ] Cale vide réussie`),
    ).toEqual(['9 status 6'])
    expect(found(`## 装货\n\n${fence('./ferry load')}\n\n- [ ] 装货成功\n- [ ] 天气`)).toEqual(['7 status 4'])
    expect(found(`${fence('journalctl -f -u ferry')}\n\n- [ ] Ferry OK`)).toEqual(['5 judgment 2'])
  })
  it('state it in a section that only verifies the command before it', () => {
    const text = `## Build the hull\n\n${fence('make hull')}\n\n## 2. Verify the hull\n\n- [ ] All planks compile\n- [ ] Paint is dry`
    expect(found(text)).toEqual(['9 count 4'])
  })
  it('state it right after the item that carries the command', () => {
    const item = (...lines: string[]) => lines.map((line) => `  ${line}`).join('\n')
    const text = `- [ ] Load the cargo\n${item('```bash', 'cargo load', '```')}\n- [ ] Verify loading success (no errors)\n- [ ] Verify the weather`
    expect(found(text)).toEqual(['5 judgment 3'])
  })
  it('do not, when they begin with what comes after it', () => {
    expect(found(`${fence('ferry start')}\n\n- Once it passes with no errors, cast off`)).toEqual([])
  })
  it('say something of logs only behind a command that shows logs', () => {
    expect(found(`${fence('systemctl restart ferry')}\n\n- [ ] No errors in logs`)).toEqual([])
    expect(found(`${fence('tail -50 ferry.log')}\n\n- [ ] No errors in logs`)).toEqual(['5 text 2'])
  })
  it('never fail a run for words that may only describe', () => {
    const [test] = tests(`${fence('./ferry start')}\n\n- Shows \`ramp is up\``)
    expect(test).toEqual({ is: 'text', text: 'ramp is up', sure: false })
  })
})

describe('kinds', () => {
  const kind = (words: string) => {
    const [one] = judged(`${fence('ferry check')}\n\n${words}`).expectations
    return one === undefined ? 'none' : `${one.kind} ${JSON.stringify(one.test)}`
  }
  it.each([
    ['Expected: 6', 'count {"is":"count","op":"=","value":6,"words":[]}'],
    ['Expected: 204', 'status {"is":"http","status":204}'],
    ['Expected: `/ramp` → 403 for strangers', 'status {"is":"http","status":403}'],
    ['Expected: `"ramp": 3`', 'json {"is":"text","text":"\\"ramp\\": 3","sure":false}'],
    ['Expected: "ramp is up"', 'text {"is":"text","text":"ramp is up","sure":true}'],
    ['Expected: "ramp is up after X seconds"', 'text {"is":"text","text":"ramp is up after X seconds","sure":false}'],
    ['Expected: "moored" or "at sea"', 'text {"is":"text","text":"moored","sure":false}'],
    ['Expected: no "ramp is lost" message', 'text null'],
    ['Expected: JSON list of boats', 'json null'],
    ['Expected: cargo of several TB to PB depending on season', 'judgment null'],
    ['Expected: no errors, ramp is lowered', 'judgment null'],
    ['Expected: no errors', 'count null'],
    ['Expected: dashboard opens < 2 s', 'threshold {"is":"threshold","op":"<","value":2,"unit":"s"}'],
    ['Expected: 🟢 moored', 'text {"is":"text","text":"🟢 moored","sure":false}'],
    ['Expected: endpoint shows all boats', 'json null'],
    ['Expected: boats are `moored`.', 'text {"is":"text","text":"moored","sure":false}'],
    ['Expected: `moored` boats swing', 'judgment {"is":"text","text":"moored boats swing","sure":false}'],
  ])('%s', (words, expected) => {
    expect(kind(words)).toBe(expected)
  })
  it('of what never ends: somebody watches it', () => {
    expect(found(`${fence('journalctl -u ferry -f')}\n\n- [ ] No errors`)).toEqual(['5 judgment 2'])
  })
})

it('what should be seen is expected where checks are described, and not what is only possible', () => {
  const after = (words: string) => found(`# Ferry\n## Deployment\n1. Go\n## Smoke tests\n\n${words}`)
  expect(after('Open the harbour page. Boats should load without a click.')).toEqual(['6 judgment -'])
  expect(after('If all is well you should be able to go on.')).toEqual([])
  expect(found('# Ferry\n## Overview\n\nBoats should load quickly.')).toEqual([])
})

describe('the status that a comment names', () => {
  it.each([
    ['# Gate without a ticket (expects 307 → /quay)', ''],
    ['# (expecting HTTP 401)', ''],
    ['# Muelle sin billete (espera 400)', 'Después de los pasos:'],
    ['# Muelle sin billete (espera HTTP 307 → /muelle)', 'Después de los pasos:'],
    ['# Sans billet (attendu 403)', 'Après les étapes :'],
    ['# Sem bilhete (espera 404)', 'Depois da implantação em produção:'],
    ['# Ohne Karte (erwartet 400)', 'Nach der Bereitstellung:'],
    ['# Senza biglietto (atteso 401)', 'Dopo la distribuzione:'],
    ['# Без билета (ожидаем 403)', 'После развёртывания:'],
    ['# 无票（预期 403）', '部署之后：'],
    ['# 切符なし（期待: 403）', 'デプロイ後：'],
    ['# 표 없음 (기대 403)', '배포 후:'],
  ])('%s', (comment, before) => {
    const text = `${before}\n\n${fence(comment, 'curl -s http://quay/gate')}`
    expect(judged(text).expectations.map(({ kind }) => kind)).toEqual(['status'])
  })
  it('is no time to wait and no number of things', () => {
    const text = (comment: string) => `Después de los pasos:\n\n${fence(comment, 'curl -s http://quay/gate')}`
    expect(found(text('# espera 300 segundos'))).toEqual([])
    expect(tests(text('# (se esperan 200 barcos)'))).not.toContainEqual({ is: 'http', status: 200 })
  })
})

describe('checks that must pass', () => {
  it.each([
    'The checks that must pass:',
    'Las pruebas que deben pasar:',
    'Les contrôles qui doivent passer :',
    'Os testes que devem passar:',
    'Die Prüfungen, die bestehen müssen:',
    'I controlli che devono passare:',
    'Проверки, которые должны пройти:',
    '必须通过的检查：',
    '成功すべきチェック：',
    '통과해야 하는 검사:',
  ])('%s', (lead) => {
    const signs = 'los les pour os não und auf della для'
    const list = `${lead}\n\n- ramp\n- bell`
    expect(found(`${signs}\n\n${fence('./bell checks')}\n\n${list}`).map((one) => one.split(' ')[0])).toEqual([
      '9',
      '10',
    ])
    expect(found(`${signs}\n\n${list}`)).toEqual([])
  })
})

describe('in every language', () => {
  const fill = 'los les pour os não und auf della для'
  it.each([
    'Confirm there are no rope errors.',
    'Sicherstellen, dass es keine Taufehler gibt.',
    "Vérifier qu'il n'y a aucune erreur de corde.",
    'Confirmar que no hay errores de cuerda.',
    'Verificare che non ci siano errori di corda.',
    'Confirme que não há erros de corda.',
    'Убедитесь, что нет ошибок.',
    '确认无缆绳错误。',
    '確認無纜繩錯誤。請檢驗。',
    'ロープのエラーがないことを確認します。',
    '밧줄 오류가 없는지 확인합니다.',
  ])('the sentence behind a command counts what is wrong: %s', (sentence) => {
    expect(found(`${fill}\n\n${fence('./moor')}\n\n${sentence}`)).toEqual(['7 count 4'])
  })
  it.each([
    'On success the output is similar to:',
    'Bei Erfolg sieht die Ausgabe etwa so aus:',
    'En cas de succès, la sortie ressemble à :',
    'Si todo va bien, la salida será similar a:',
    "In caso di successo l'output è simile a:",
    'Em caso de sucesso, a saída é parecida com:',
    'При успехе вывод будет примерно таким:',
    '成功后输出类似：',
    '成功後輸出類似，請檢驗，輸出類似：',
    '成功すると次のような出力になります：',
    '성공하면 다음과 비슷한 출력이 나옵니다:',
  ])('what is printed is announced: %s', (lead) => {
    const shown = '```\nMooring three boats...\nMoored at 0x12\n```'
    expect(found(`${fill}\n\n${fence('./moor')}\n\n${lead}\n\n${shown}`)).toEqual(['10 text 4'])
  })
  it.each([
    'In the harbour office you should see:',
    'Im Hafenamt solltest du sehen:',
    'Im Hafenamt sollten Sie sehen:',
    'Au bureau du port, tu devrais voir :',
    'En la oficina deberías ver:',
    "Nell'ufficio dovresti vedere:",
    'No escritório você deve ver:',
    'В конторе вы должны увидеть:',
    '您应该看到：',
    '次のように表示されます：',
    '다음을 볼 수 있습니다:',
  ])('what is seen is listed below: %s', (lead) => {
    expect(found(`${fill}\n\n${lead}\n\n- three boats`)).toHaveLength(1)
  })
})
