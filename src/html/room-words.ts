/** What a study session says on its pages. */
export interface RoomWords {
  readonly room: string;
  readonly join: string;
  readonly following: string;
  readonly followAgain: string;
  readonly reconnecting: string;
  readonly gotIt: string;
  readonly shaky: string;
  readonly takeOver: string;
  readonly here: string;
  readonly closeVote: string;
  readonly openVote: string;
  readonly order: string;
  readonly noVotes: string;
  readonly rankingTitle: string;
  readonly showRanking: string;
  readonly savePicture: string;
  readonly handOver: string;
  readonly handOverHint: string;
  readonly close: string;
}

const TABLE: Readonly<Record<string, RoomWords>> = {
  en: {
    room: 'Session',
    join: 'Join in',
    following: 'Following',
    followAgain: 'Follow again',
    reconnecting: 'Reconnecting …',
    gotIt: 'Got it',
    shaky: 'Shaky',
    takeOver: 'Present from here',
    here: '{count} here',
    closeVote: 'Close the vote',
    openVote: 'Open the vote',
    order: 'Weakest first',
    noVotes: 'No votes yet.',
    rankingTitle: 'What to go through again',
    showRanking: 'Show the ranking',
    savePicture: 'Save the picture',
    handOver: 'Hand over',
    handOverHint: 'Whoever opens this link presents. It works once, for ten minutes.',
    close: 'Close',
  },
  de: {
    room: 'Runde',
    join: 'Mitmachen',
    following: 'Folgt mit',
    followAgain: 'Wieder folgen',
    reconnecting: 'Verbindet neu …',
    gotIt: 'Sitzt',
    shaky: 'Wackelt',
    takeOver: 'Von hier vorführen',
    here: '{count} dabei',
    closeVote: 'Abstimmung schließen',
    openVote: 'Abstimmung öffnen',
    order: 'Die schwächsten zuerst',
    noVotes: 'Noch keine Stimmen.',
    rankingTitle: 'Was noch einmal drankommt',
    showRanking: 'Rangfolge zeigen',
    savePicture: 'Bild speichern',
    handOver: 'Übergeben',
    handOverHint: 'Wer diesen Link öffnet, führt vor. Er gilt einmal, zehn Minuten lang.',
    close: 'Schließen',
  },
  fr: {
    room: 'Séance',
    join: 'Participer',
    following: 'En direct',
    followAgain: 'Suivre de nouveau',
    reconnecting: 'Reconnexion …',
    gotIt: 'Acquis',
    shaky: 'Fragile',
    takeOver: 'Présenter d’ici',
    here: '{count} présents',
    closeVote: 'Clore le vote',
    openVote: 'Ouvrir le vote',
    order: 'Les plus fragiles d’abord',
    noVotes: 'Aucun vote pour l’instant.',
    rankingTitle: 'À revoir',
    showRanking: 'Montrer le classement',
    savePicture: 'Enregistrer l’image',
    handOver: 'Passer la main',
    handOverHint: 'Qui ouvre ce lien présente. Il sert une fois, pendant dix minutes.',
    close: 'Fermer',
  },
  es: {
    room: 'Sesión',
    join: 'Participar',
    following: 'Siguiendo',
    followAgain: 'Seguir de nuevo',
    reconnecting: 'Reconectando …',
    gotIt: 'Lo sé',
    shaky: 'Dudoso',
    takeOver: 'Presentar desde aquí',
    here: '{count} presentes',
    closeVote: 'Cerrar la votación',
    openVote: 'Abrir la votación',
    order: 'Primero lo más flojo',
    noVotes: 'Aún no hay votos.',
    rankingTitle: 'Para repasar',
    showRanking: 'Mostrar la clasificación',
    savePicture: 'Guardar la imagen',
    handOver: 'Ceder la palabra',
    handOverHint: 'Quien abra este enlace presenta. Sirve una vez, durante diez minutos.',
    close: 'Cerrar',
  },
};

/** The words of a language; English for one that the table lacks. */
export function roomWords(lang: string): RoomWords {
  const base = (lang.split('-')[0] ?? '').toLowerCase();
  const words = Object.hasOwn(TABLE, base) ? TABLE[base] : TABLE.en;
  if (!words) throw new Error('the table of words has lost English');
  return words;
}
