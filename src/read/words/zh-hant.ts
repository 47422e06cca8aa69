import type { Words } from './words.ts'
import { zh } from './zh.ts'

/** Characters of `zh.ts` and how they are written in Taiwan and Hong Kong, pair after pair. */
const PAIRS =
  '业業两兩严嚴个個为為么麼产產仅僅会會传傳并並开開异異弃棄当當录錄态態总總户戶执執护護报報择擇损損换換据據权權条條构構标標栈棧样樣档檔检檢没沒测測浏瀏灾災点點环環现現盘盤确確种種紧緊约約级級线線练練组組绍紹经經结結绝絕统統续續维維编編网網职職联聯脚腳范範获獲装裝见見观觀规規视視览覽触觸计計认認训訓讯訊记記论論设設访訪证證试試话話询詢该該语語误誤说說请請调調负負责責败敗贴貼资資赖賴载載辑輯输輸达達迁遷过過运運还還这這进進选選适適钟鐘销銷错錯长長门門问問间間队隊阶階际際难難页頁项項须須预預题題马馬验驗备備复復头頭对對将將帮幫应應库庫废廢时時显顯术術机機沟溝满滿烟煙状狀监監签簽简簡营營链鏈骤驟后後发發变變启啟员員响響围圍场場坏壞处處实實审審岗崗历歷准準决決况況击擊划劃则則创創删刪别別办辦务務动動参參丢丟写寫径徑稳穩内內断斷志誌阈閾码碼数數纪紀于於络絡滚滾邮郵团團无無类類译譯'

const written = new Map([...PAIRS.matchAll(/(.)(.)/gu)].map(([, from = '', to = '']) => [from, to] as const))

const respelled = <T>(value: T): T => {
  if (typeof value === 'string') return value.replace(/\p{Script=Han}/gu, (sign) => written.get(sign) ?? sign) as T
  if (Array.isArray(value)) return value.map(respelled) as T
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, respelled(inner)])) as T
}

/** Chinese in traditional characters: the table of `zh.ts` respelled. Its signs are those that Japanese does not use. */
export const zhHant: Words = {
  ...respelled(zh),
  language: 'zh-Hant',
  signs: { script: '這們還沒檢驗傳將發從應對當戶顯圖號專聯錄權據會實變單' },
}
