/**
 * Leads by which an author says that an examiner asks for this, in the languages of the messages: exam tips,
 * traps, limits, and what to mind.
 */
const WORDS: readonly string[] = [
  'exam(?: tips?| traps?| notes?| alert)?|tips?|traps?|pitfalls?|gotchas?|limits?|limitations?|quotas?|warning|caution|important|remember|attention|note well|nb',
  'prüfungs(?:tipp|hinweis|falle)s?|tipps?|fallen?|fallstricke?|stolperfalle|grenzen?|limits?|achtung|vorsicht|wichtig|merke|merken',
  'examen|astuces?|pièges?|limites?|attention|important|à retenir|conseils?',
  'consejos?|trampas?|límites?|atención|advertencia|importante|recuerda|cuidado|ojo',
  'exame|prova|dicas?|armadilhas?|limites?|atenção|cuidado|lembre(?:-se)?',
  'esame|suggeriment[oi]|consigli[oi]?|trappol[ae]|limit[ei]|attenzione|ricorda',
  'egzamin|wskazówk[ai]|pułapk[ai]|limity?|uwaga|ważne|pamiętaj|zapamiętaj',
  'экзамен|совет|ловушка|лимиты?|ограничени[ея]|внимание|важно|запомните?|осторожно',
  "іспит|порада|пастка|ліміти?|обмеження|увага|важливо|запам[’'ʼ]ятайте?",
  '考试提示|考點|考点|考試提示|提示|陷阱|注意|警告|重要|限制|牢记|牢記',
  '試験|試験のヒント|ヒント|コツ|落とし穴|注意|警告|重要|制限|上限',
  '시험|시험 팁|팁|함정|주의|경고|중요|제한|한도',
  'امتحان|نصيحة|فخ|حد|حدود|تحذير|انتبه|تنبيه|مهم',
  'מבחן|טיפ|מלכודת|מגבלה|מגבלות|אזהרה|זהירות|שים לב|חשוב',
  'آزمون|نکته|دام|محدودیت|هشدار|توجه|مهم',
  'परीक्षा|सुझाव|जाल|सीमा|चेतावनी|सावधान|महत्वपूर्ण|ध्यान दें',
  'sınav|ipucu|tuzak|sınır|limit|dikkat|uyarı|önemli|unutma(?:yın)?',
  'thi|mẹo|bẫy|giới hạn|chú ý|cảnh báo|quan trọng|ghi nhớ',
];
const FLAG = new RegExp(`^(?:⚠️?|❗|💡|🚨)?\\s*(?:${WORDS.join('|')})\\s*[:：!！–—-]?\\s*$`, 'iu');

/** Whether a point's lead in bold says that it matters most: `Exam tip:`, `Limit`. */
export function isFlag(lead: string): boolean {
  return FLAG.test(lead.trim());
}
