import { describe, expect, it } from 'vitest'
import { contraryIn } from './contrary.ts'
import { text } from './text.ts'

const verdict = (wanted: string, output: string) =>
  text({ is: 'text', text: wanted, sure: true }, { status: 0, http: [], output }).verdict

describe('an output that denies what it holds, in the language of the machine', () => {
  it.each([
    ['aktiv', 'Dienst web: nicht aktiv'],
    ['OK', 'Keine Antwort, Status OK erwartet'],
    ['actif', "le service n'est pas actif"],
    ['activo', 'Falló: servicio activo'],
    ['ativo', 'serviço não ativo'],
    ['attivo', 'servizio non attivo'],
    ['активен', 'сервис не активен'],
    ['正常', '服务 不 正常'],
    ['正常', 'サービス 正常 ではありません'],
    ['정상', '서비스 정상 상태가 아닙니다 (오류)'],
  ])('“%s” is not met by: %s', (wanted, output) => {
    expect(verdict(wanted, output)).not.toBe('met')
  })
  it.each([
    ['aktiv', 'Dienst web: aktiv'],
    ['активен', 'сервис: активен'],
    ['正常', '服务: 正常'],
    ['healthy', 'web-1 is healthy'],
  ])('“%s” is met by: %s', (wanted, output) => {
    expect(verdict(wanted, output)).toBe('met')
  })
  it('names the word', () => {
    expect(contraryIn('сервис не активен')).toBe('не')
    expect(contraryIn('all 3 containers are running')).toBeNull()
  })
})
