/**
 * Words of other languages than English beside which what an output says is denied or has failed. Whole words in lower case,
 * with spaces between them; beginnings of words where they inflect; parts of a sentence where no spaces part words.
 */
interface Denials {
  readonly words?: string
  readonly beginnings?: string
  readonly parts?: string
}

const byLanguage: Readonly<Record<string, Denials>> = {
  de: {
    words: 'nicht nichts nie niemals ohne weder falsch leer wenn falls früher',
    beginnings:
      'kein fehl ungültig gescheiter unvollständig unerreichbar warnung abgebroch verweiger abgelehn beschädig',
  },
  fr: {
    words: 'ne pas aucun aucune jamais sans ni faux échec échoué échouée si ancien ancienne',
    beginnings: 'erreur échou manqu inactif invalid indisponib refus absent incomplet corromp interromp',
  },
  es: {
    words: 'ningún ninguna ninguno nunca jamás sin tampoco falso si anterior',
    beginnings: 'fall error inválid inactiv incomplet rechaz denegad ausent caíd advertenc interrump',
  },
  pt: {
    words: 'não nenhum nenhuma nunca jamais sem nem falso se anterior',
    beginnings: 'falh erro inválid inativ incomplet recusad negad ausent indisponív interromp',
  },
  it: {
    words: 'non nessun nessuno nessuna mai senza né falso se precedente',
    beginnings: 'fallit errore errori invalid inattiv incomplet rifiut negat assent mancant avvis interrott',
  },
  ru: {
    words: 'не нет ни без никогда если ложь был была было раньше',
    beginnings: 'ошиб сбо неудач неактив недоступ невер неполн отказ отклон отсутств предупрежд прерв поврежд упал',
  },
  zh: { parts: '不 未 没 沒 无 無 非 失败 失敗 错误 錯誤 异常 異常 警告 拒绝 拒絕 如果 之前' },
  ja: { parts: 'ない ません なし なかった 失敗 エラー 異常 警告 不 未 無 拒否 場合 以前' },
  ko: { parts: '않 못 없 아니 실패 오류 에러 경고 거부 비정상 불가 경우 이전' },
}

const all = (of: keyof Denials): string[] => Object.values(byLanguage).flatMap((each) => each[of]?.split(' ') ?? [])
const words = new Set(all('words'))
const partial = new RegExp(`^(?:${all('beginnings').join('|')})|${all('parts').join('|')}`)

/** Whether a word, in lower case, denies what stands beside it in one of these languages. */
export const deniesElsewhere = (word: string): boolean => words.has(word) || partial.test(word)
