import { describe, expect, it } from 'vitest'
import { read, sourceOf, suggestedChecks } from '../index.ts'

const rows = 'postgres ${DATABASE_URL} "select count(*) from TABLE" value>=before'
const asFast = 'http ${BASE_URL}/ times=50 p95<=before*1.2 errors<=before+1%'
const suggested = (...items: readonly string[]) => suggestedUnder('Release', ...items)
const suggestedUnder = (title: string, ...items: readonly string[]) => {
  const text = `# ${title}\n\n## Verify\n\n${items.map((item) => `- [ ] ${item}`).join('\n')}\n`
  const { plan, judged } = read(sourceOf('a.md', Buffer.from(text), '0'))
  return suggestedChecks(plan, judged.vocabulary).map(({ check }) => check)
}

describe('A check is suggested for what a sentence says plainly', () => {
  it.each([
    ['Health endpoint returns 200', 'http ${BASE_URL}/health status=200'],
    ['`/api/v1/status` responds with 204', 'http ${BASE_URL}/api/v1/status status=204'],
    ['https://shop.test/login answers HTTP 302', 'http https://shop.test/login status=302'],
    ['`DEBUG=False` in production', 'env DEBUG value=False'],
    ['SSL certificate valid', 'tls ${HOST} days>=14'],
    ['Certificate of shop.example.org is valid for 30 days', 'tls shop.example.org days>=30'],
    ['Disk space adequate', 'disk / used<90%'],
    ['At least 20 GB free disk', 'disk / free>=20GB'],
    ['Disk has 25% free', 'disk / used<75%'],
    ['App listens on port 8000', 'port 8000'],
    ['Port 5432 is not exposed', 'port 5432 state=closed'],
    ['nginx is running', 'unit nginx'],
    ['Working tree is clean', 'git clean=yes'],
    ['Everything is merged, and we are on the main branch', 'git branch=main'],
    ['config/production.yml exists', 'file config/production.yml'],
    ['Memory usage below 80%', 'memory used<80%'],
    ['CPU usage stays under 70%', 'cpu used<70% over=10s'],
    ['Database backup < 24h old', 'backup ${BACKUP_FILE} age<24h'],
    ['The backup /var/backups/shop.dump is less than 2 days old', 'backup /var/backups/shop.dump age<2d'],
    ['Redis responding', 'redis ${REDIS_URL}'],
    ['PostgreSQL is reachable', 'postgres ${DATABASE_URL}'],
    ['Redis is running', 'unit redis'],
    ['Response time below 300 ms', 'http ${BASE_URL} times=20 p95<300ms'],
    ['No data loss', rows],
    ['Customer data intact', rows],
    ['Response times same or better than before', asFast],
    ['Error rate of https://shop.test/ < 1%', 'http https://shop.test/ times=50 errors<1%'],
  ])('%s', (words, check) => expect(suggested(words)).toEqual([check]))

  it.each([
    'Tell the 200 customers',
    'Back up PostgreSQL',
    'Response times look good',
    'Order the Redis stickers',
    'Users can log in',
    'The certificate of appreciation is printed',
    'Review /etc/hosts with the team',
    'Release notes mention port changes',
    'Firewall allows outbound SMTP (port 587)',
  ])('and none for: %s', (words) => expect(suggested(words)).toEqual([]))

  it('nor where a check or a command is already', () => {
    expect(suggested('Health endpoint returns 200 <!-- check: port 80 -->', 'Disk space: `df -h`')).toEqual([])
  })
})

const health = 'http ${BASE_URL}/health status=200'
const full = 'disk / used<90%'
const fresh = 'backup ${BACKUP_FILE} age<24h'

const others: readonly (readonly [title: string, items: readonly (readonly [string, string | null])[]])[] = [
  [
    'Liste de contrôle du déploiement',
    [
      ['Le point de santé renvoie 200', health],
      ['Certificat SSL valide encore 30 jours', 'tls ${HOST} days>=30'],
      ['Espace disque suffisant', full],
      ['Le port 8000 est ouvert', 'port 8000'],
      ['Le port 5432 n’est pas exposé', 'port 5432 state=closed'],
      ['nginx est en cours d’exécution', 'unit nginx'],
      ['Redis répond', 'redis ${REDIS_URL}'],
      ['Sauvegarde de la base de moins de 24 h', fresh],
      ['`config.yml` est présent', 'file config.yml'],
      ['Mémoire inférieure à 80 %', 'memory used<80%'],
    ],
  ],
  [
    'Lista de comprobación del despliegue',
    [
      ['La comprobación de salud devuelve 200', health],
      ['El certificado SSL es válido', 'tls ${HOST} days>=14'],
      ['Espacio en disco suficiente', full],
      ['El puerto 8000 está abierto', 'port 8000'],
      ['nginx está en ejecución', 'unit nginx'],
      ['Redis responde', 'redis ${REDIS_URL}'],
      ['Copia de seguridad de menos de 24 horas', fresh],
      ['CPU por debajo del 80 %', 'cpu used<80% over=10s'],
    ],
  ],
  [
    'Lista de verificação da implantação',
    [
      ['A verificação de saúde retorna 200', health],
      ['Certificado SSL válido', 'tls ${HOST} days>=14'],
      ['Espaço em disco suficiente', full],
      ['A porta 8000 está aberta', 'port 8000'],
      ['nginx está em execução', 'unit nginx'],
      ['Redis responde', 'redis ${REDIS_URL}'],
      ['Backup com menos de 24 horas', fresh],
      ['Memória abaixo de 80%', 'memory used<80%'],
    ],
  ],
  [
    'Checkliste für die Auslieferung: vor und nach dem Ausrollen prüfen',
    [
      ['Health-Check liefert 200', health],
      ['SSL-Zertifikat ist noch 30 Tage gültig', 'tls ${HOST} days>=30'],
      ['Genügend Speicherplatz', full],
      ['Port 8000 ist offen', 'port 8000'],
      ['Port 5432 ist nicht erreichbar', 'port 5432 state=closed'],
      ['nginx läuft', 'unit nginx'],
      ['Redis antwortet', 'redis ${REDIS_URL}'],
      ['Datenbanksicherung ist weniger als 24 Stunden alt', fresh],
      ['Datensicherung nicht älter als 24 Stunden', 'backup ${BACKUP_FILE} age<=24h'],
      ['Arbeitsspeicher unter 80 %', 'memory used<80%'],
      ['Antwortzeit unter 300 ms', 'http ${BASE_URL} times=20 p95<300ms'],
      ['Arbeitsverzeichnis ist sauber', 'git clean=yes'],
      ['`config.yml` ist vorhanden', 'file config.yml'],
    ],
  ],
  [
    'Lista di controllo del rilascio',
    [
      ['Il controllo di salute restituisce 200', health],
      ['Certificato SSL valido', 'tls ${HOST} days>=14'],
      ['Spazio su disco sufficiente', full],
      ['La porta 8000 è aperta', 'port 8000'],
      ['nginx è in esecuzione', 'unit nginx'],
      ['Redis risponde', 'redis ${REDIS_URL}'],
      ['Backup di meno di 24 ore', fresh],
    ],
  ],
  [
    'Контрольный список развёртывания',
    [
      ['Проверка здоровья возвращает 200', health],
      ['SSL-сертификат действителен', 'tls ${HOST} days>=14'],
      ['Достаточно места на диске', full],
      ['Порт 8000 открыт', 'port 8000'],
      ['nginx запущен', 'unit nginx'],
      ['Redis отвечает', 'redis ${REDIS_URL}'],
      ['Резервная копия не более 24 часов назад', 'backup ${BACKUP_FILE} age<=24h'],
      ['Время ответа менее 300 мс', null],
    ],
  ],
  [
    '部署检查清单',
    [
      ['健康检查返回200', health],
      ['SSL证书有效', 'tls ${HOST} days>=14'],
      ['磁盘空间充足', full],
      ['8000端口已打开', 'port 8000'],
      ['端口 5432 未开放', 'port 5432 state=closed'],
      ['nginx 正在运行', 'unit nginx'],
      ['Redis 响应正常', 'redis ${REDIS_URL}'],
      ['数据库备份不超过24小时', 'backup ${BACKUP_FILE} age<=24h'],
      ['内存使用率低于80%', 'memory used<80%'],
    ],
  ],
  [
    '部署檢查清單',
    [
      ['健康檢查返回200', health],
      ['SSL憑證有效', 'tls ${HOST} days>=14'],
      ['磁碟空間充足', full],
      ['連接埠 8000 已開', 'port 8000'],
      ['Redis 有回應', 'redis ${REDIS_URL}'],
      ['記憶體使用率低於80%', 'memory used<80%'],
      ['資料庫備份不超過24小時', 'backup ${BACKUP_FILE} age<=24h'],
    ],
  ],
  [
    'デプロイのチェックリスト',
    [
      ['ヘルスチェックが200を返す', health],
      ['SSL証明書が有効である', 'tls ${HOST} days>=14'],
      ['ディスクの空き容量が十分', full],
      ['ポート8000が開いている', 'port 8000'],
      ['nginxが稼働している', 'unit nginx'],
      ['Redisが応答する', 'redis ${REDIS_URL}'],
      ['バックアップが24時間以内', 'backup ${BACKUP_FILE} age<=24h'],
      ['メモリ使用率が80%未満', 'memory used<80%'],
    ],
  ],
  [
    '배포 체크리스트',
    [
      ['헬스 체크가 200을 반환', health],
      ['SSL 인증서가 유효함', 'tls ${HOST} days>=14'],
      ['디스크 공간 충분', full],
      ['포트 8000이 열려 있음', 'port 8000'],
      ['nginx 실행 중', 'unit nginx'],
      ['Redis 응답', 'redis ${REDIS_URL}'],
      ['백업이 24시간 이내', 'backup ${BACKUP_FILE} age<=24h'],
      ['메모리 사용률 80% 미만', 'memory used<80%'],
    ],
  ],
]

describe.each(others)('And in the words of other languages: %s', (title, items) => {
  it.each(items)('%s', (words, check) => expect(suggestedUnder(title, words)).toEqual(check === null ? [] : [check]))
})

describe('What is compared with before', () => {
  it.each([
    ['Liste de contrôle du déploiement', 'Aucune perte de données', 'Pas de dégradation des performances'],
    ['Lista de verificación del despliegue', 'Sin pérdida de datos', 'Rendimiento igual o mejor que antes'],
    ['Lista de verificação da implantação', 'Nenhuma perda de dados', 'Desempenho igual ou melhor que antes'],
    ['Checkliste für die Auslieferung', 'Kein Datenverlust bei den Kunden', 'Die Seite ist so schnell wie vorher'],
    ['Lista di controllo del rilascio', 'Nessuna perdita di dati', 'Prestazioni uguali o migliori di prima'],
    ['Контрольный список развёртывания', 'Нет потери данных', 'Время не хуже, чем раньше'],
    ['部署检查清单', '没有数据丢失', '性能没有下降，不低于之前'],
    ['デプロイのチェックリスト', 'データ損失がない', '性能の低下がない'],
    ['배포 체크리스트', '데이터 손실이 없음', '성능 저하 없음'],
  ])('is suggested in other languages: %s', (title, intact, fast) => {
    expect(suggestedUnder(title, intact, fast)).toEqual([rows, asFast])
  })

  it('is suggested for criteria and for conditions for going back, once for the same words', () => {
    const text = [
      '# Release',
      '## Deployment',
      '```bash\nmake deploy\n```',
      '## Verification',
      '- [ ] No data loss',
      '## Success Criteria',
      '- ✅ No data loss',
      '- ✅ As fast as before',
      '## Rollback',
      'Roll back when:',
      '- Performance degradation > 50%',
      '- Data is corrupted',
      '```bash\nmake back\n```',
    ].join('\n\n')
    const source = sourceOf('a.md', Buffer.from(text), '0')
    const { plan, judged } = read(source)
    const found = suggestedChecks(plan, judged.vocabulary)
    expect(found.map(({ words, check }) => [words, check])).toEqual([
      ['No data loss', rows],
      ['As fast as before', asFast],
      ['Performance degradation > 50%', 'http ${BASE_URL}/ times=50 p95>before*1.5 errors>=0'],
    ])
    // Taken as they are, all of them are bound.
    const taken = read(
      source,
      found.map(({ words, check }) => ({ words, text: check })),
    ).plan
    expect(taken.steps.filter(({ before }) => before !== undefined)).toHaveLength(3)
    expect(taken.procedures[0]?.triggers[0]).toMatchObject({
      check: 'http ${BASE_URL}/ times=50 p95>before*1.5 errors>=0',
      before: expect.any(String),
    })
    expect(taken.steps.filter(({ baseline }) => baseline)).toHaveLength(3)
  })
})
