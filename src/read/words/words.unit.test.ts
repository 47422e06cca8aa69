import { describe, expect, it } from 'vitest'
import { boundsOf } from '../facts/bounds.ts'
import { durationOf } from '../facts/durations.ts'
import { windowOf } from '../facts/times.ts'
import { findPlaceholders } from '../shell/index.ts'
import { type Topic, vocabularyOf } from './index.ts'

/** Each text is its own document: the words of a language count only where the text gives a sign of it. */
const signs = {
  de: 'und nicht für',
  fr: 'vous avec',
  es: 'los después',
  pt: 'você não',
  it: 'della anche',
  ru: 'и',
  zh: '的',
  'zh-Hant': '這個',
  ja: 'の',
  ko: '의',
}
const vocabulary = (language: keyof typeof signs) => vocabularyOf(signs[language])

describe('headings are about what natives call so', () => {
  it.each<[keyof typeof signs, Topic, string[]]>([
    ['de', 'rollback', ['Rückfallplan', 'Wiederherstellung der Datenbank', 'Im Fehlerfall', 'Notfallplan']],
    ['de', 'deploy', ['Produktivsetzung', 'Durchführung', 'Datenbankmigration', 'Inbetriebnahme', 'Ausrollen']],
    ['de', 'verify', ['Funktionsprüfung', 'Erfolgskontrolle', 'Plausibilitätsprüfung']],
    ['fr', 'rollback', ['Retour arrière', 'Plan de repli', 'Revenir à la version précédente']],
    ['fr', 'deploy', ['Mise en production', 'Bascule', 'MEP du 12 mai']],
    ['fr', 'verify', ['Recette', 'Contrôles', 'Tests de bon fonctionnement']],
    ['es', 'rollback', ['Marcha atrás', 'Plan de contingencia', 'Volver a la versión anterior']],
    ['es', 'deploy', ['Puesta en producción', 'Pase a producción', 'Lanzamiento']],
    ['es', 'signoff', ['Visto bueno', 'Autorizaciones', 'Acta de conformidad']],
    ['pt', 'rollback', ['Plano de contingência', 'Desfazer', 'Voltar para a versão anterior']],
    ['pt', 'deploy', ['Subida para produção', 'Implantação', 'Virada']],
    ['pt', 'contacts', ['Plantão', 'Responsáveis', 'Quem acionar']],
    ['it', 'rollback', ['Piano di rientro', 'Ripristino', 'Tornare alla versione precedente']],
    ['it', 'deploy', ['Messa in produzione', 'Rilascio', 'Passaggio in produzione']],
    ['it', 'contacts', ['Reperibilità', 'Referenti']],
    ['ru', 'rollback', ['План отката', 'Возврат к прежней версии', 'В случае сбоя']],
    ['ru', 'deploy', ['Выкладка', 'Накатываем обновление', 'Развёртывание', 'Ввод в эксплуатацию']],
    ['ru', 'before', ['Перед деплоем', 'До начала работ']],
    ['zh', 'rollback', ['回退方案', '应急预案', '数据还原']],
    ['zh', 'deploy', ['发版步骤', '投产', '灰度发布']],
    ['zh-Hant', 'verify', ['驗證', '上線後檢查']],
    ['zh-Hant', 'record', ['部署紀錄']],
    ['ja', 'rollback', ['切り戻し', '切戻し手順', '障害発生時の復旧']],
    ['ja', 'deploy', ['本番反映', '適用作業', '切り替え']],
    ['ja', 'signoff', ['リリース判定', '決裁']],
    ['ko', 'rollback', ['원복 절차', '되돌리기', '장애 발생 시']],
    ['ko', 'deploy', ['운영 반영', '전환 작업', '배포 절차']],
    ['ko', 'contacts', ['비상 연락망', '당직']],
  ])('%s %s', (language, topic, titles) => {
    expect(titles.filter((title) => vocabulary(language).topic(topic, title) === null)).toEqual([])
  })
})

describe('words inside other words and false friends say nothing', () => {
  it.each<[keyof typeof signs, Topic, string]>([
    ['fr', 'before', 'Présentation'],
    ['it', 'before', 'Prestazioni'],
    ['es', 'before', 'Preguntas frecuentes'],
    ['it', 'after', 'PostgreSQL'],
    ['ru', 'shelf', 'Запуск приложения'],
    ['ko', 'test', '테스트넷'],
    ['zh', 'test', '测试网'],
    ['ja', 'test', 'テストネット'],
  ])('%s: not %s: %s', (language, topic, title) => {
    expect(vocabulary(language).topic(topic, title)).toBeNull()
  })
  it('what does not start forbids nothing', () => {
    expect(vocabulary('ru').phrase('counter', 'Контейнер не запускается')).toBeNull()
  })
  it('what should not fail is not expected to fail', () => {
    expect(vocabulary('zh').phrase('fails', '没有失败的任务')).toBeNull()
    expect(vocabulary('de').phrase('fails', 'Der Befehl darf nicht fehlschlagen')).toBeNull()
    expect(vocabulary('ja').phrase('fails', '失敗しないこと')).toBeNull()
  })
})

describe('amounts of time', () => {
  it.each<[keyof typeof signs, string, number]>([
    ['de', 'Dauer: ca. 1,5 Std.', 5400],
    ['fr', 'Durée : 1 h 30', 5400],
    ['es', 'Tiempo estimado: entre 30 y 45 minutos', 2700],
    ['pt', 'Duração: de 5 a 10 minutos', 600],
    ['it', 'Sostituire il disco (da 10 a 15 minuti)', 900],
    ['ru', 'Длительность: около 2 часов', 7200],
    ['zh', '预计耗时：30～45分钟', 2700],
    ['zh-Hant', '備份（約 10 分鐘）', 600],
    ['ja', '所要時間：約１時間', 3600],
    ['ko', '예상 소요 시간: 30~45분', 2700],
  ])('%s: %s', (language, text, seconds) => {
    expect(durationOf(vocabulary(language), text, 'other')?.seconds).toBe(seconds)
  })
  it.each<[keyof typeof signs, string, number]>([
    ['de', 'Neustart, ca. 2 Minuten Ausfall', 120],
    ['fr', "Redémarrage : 30 secondes d'interruption", 30],
    ['es', '**Requiere**: reinicio, ~20 segundos de downtime', 20],
    ['pt', 'Reinício com 5 minutos de indisponibilidade', 300],
    ['it', 'Riavvio: 1 minuto di fermo', 60],
    ['ru', 'Перезапуск: 3 минуты простоя', 180],
    ['zh', '重启服务，约 5 分钟的停机', 300],
    ['ja', '再起動：約5分のダウンタイム', 300],
    ['ko', '재시작: 5분 정도의 다운타임', 300],
  ])('of downtime, %s: %s', (language, text, seconds) => {
    expect(durationOf(vocabulary(language), text, 'other')?.seconds).toBe(seconds)
  })
  it('that a server takes is none of a step', () => {
    expect(durationOf(vocabulary('ja'), '平均応答時間：2 秒以内', 'other')).toBeNull()
    expect(durationOf(vocabulary('es'), 'Tiempo de respuesta: 2 segundos', 'other')).toBeNull()
  })
  it.each<[keyof typeof signs, string]>([
    ['de', 'Die ersten 24 Stunden'],
    ['de', 'Jeden Montag'],
    ['fr', 'Toutes les 5 minutes'],
    ['es', 'Cada 2 horas'],
    ['pt', 'A cada 15 minutos'],
    ['it', 'Ogni giorno'],
    ['ru', 'Раз в 10 минут'],
    ['zh', '首周'],
    ['ja', '10分おき'],
    ['ko', '1주일'],
  ])('%s: a window: %s', (language, text) => {
    expect(windowOf(vocabulary(language), text)).not.toBeNull()
  })
  it.each<[keyof typeof signs, string]>([
    ['de', 'über dem stündlichen Durchschnitt'],
    ['fr', 'au-dessus de la moyenne quotidienne'],
    ['es', 'el total diario'],
    ['pt', 'acima da média mensal'],
    ['it', 'la media settimanale'],
    ['ru', 'выше ежедневной суммы'],
    ['zh', '高于每小时平均值'],
    ['ja', '毎日の合計'],
    ['ko', '일일 평균'],
  ])('%s: how often a quantity is taken: %s', (language, text) => {
    expect(windowOf(vocabulary(language), text)).toBeNull()
  })
  it('what is said of all of something is no window', () => {
    expect(windowOf(vocabulary('de'), 'Alle 12 Tests bestanden')).toBeNull()
    expect(windowOf(vocabulary('fr'), 'Toutes les 12 tables')).toBeNull()
  })
})

describe('bounds', () => {
  it.each<[keyof typeof signs, string, string]>([
    ['de', 'höchstens 0,5 %', '<= 0.5 %'],
    ['de', 'mindestens 1.000 Zeilen', '>= 1000 Zeilen'],
    ['fr', '1 000 lignes au minimum', '>= 1000 lignes'],
    ['fr', 'ne dépasse pas 2 s', '<= 2 s'],
    ['es', 'no más de 3 errores', '<= 3 errores'],
    ['pt', 'até 200 ms', '<= 200 ms'],
    ['it', 'non superiore a 2 %', '<= 2 %'],
    ['ru', 'не превышает 300 мс', '<= 300 мс'],
    ['zh', '错误率不高于 1%', '<= 1 %'],
    ['zh', '响应在 2 秒以内', '<= 2 秒'],
    ['ja', 'CPU が80%を超える', '> 80 %'],
    ['ja', 'CPU が80%を超えない', '<= 80 %'],
    ['ja', 'エラー率１０％未満', '< 10 ％'],
    ['ko', '응답 시간이 500ms를 넘지 않음', '<= 500 ms'],
  ])('%s: %s', (language, text, bound) => {
    const found = boundsOf(vocabulary(language), text).map(({ op, value, unit }) => `${op} ${value} ${unit}`)
    expect(found).toEqual([bound])
  })
  it('English numbers stay what they are', () => {
    const found = boundsOf(vocabularyOf('plain words'), 'at least 1,000 rows in under 1.500 s')
    expect(found.map(({ value }) => value)).toEqual([1000, 1.5])
  })
})

describe('what stands for something else in a command', () => {
  it.each([
    ['curl https://shop.ihre-domain.de/health', ['shop.ihre-domain.de']],
    ['curl https://api.votredomaine.fr/', ['api.votredomaine.fr']],
    ['export TOKEN=; deploy --to TU_SERVIDOR', ['TU_SERVIDOR']],
    ['ssh usuario@servidor', ['usuario', 'servidor']],
    ['cp a /chemin/vers/app', ['/chemin/vers/app']],
    ['cp a /ruta/al/proyecto', ['/ruta/al/proyecto']],
    ['curl https://你的域名/health', ['你的域名']],
    ['curl https://ваш-домен.ru/', ['ваш-домен.ru']],
    ['curl https://www.あなたのドメイン.jp/', ['www.あなたのドメイン.jp']],
    ['scp a <サーバー名>:', ['<サーバー名>']],
    ['echo $TU_SERVIDOR', []],
    ['su-exec app ./run', []],
    ['ls /pfadfinder', []],
  ])('%s', (command, expected) => {
    expect(findPlaceholders(command).found.map(({ text }) => text)).toEqual(expected)
  })
})
