import type { Formats } from '../model/format';
import type { problems as english } from './problems.en';

type Details = Readonly<Record<string, unknown>>;

const number = (details: Details, name: string, f: Formats) =>
  typeof details[name] === 'number' ? f.number(details[name]) : '';
const bytes = (details: Details, name: string, f: Formats) =>
  typeof details[name] === 'number' ? f.bytes(details[name]) : '';

export const problems: typeof english = {
  emptyFile: () => 'Le fichier est vide. Choisissez-en un qui contient une feuille.',
  fileTooLarge: (d, f) =>
    `Le fichier est trop volumineux pour être lu ici${d.limit ? ` : ${bytes(d, 'limit', f)} au plus` : ''}. Enregistrez les feuilles voulues dans un fichier à part.`,
  unknownExtension: () =>
    'Ce type de fichier n’est pas lu. Choisissez un fichier dont le nom se termine par .xlsx, .xlsm, .xlsb, .xls, .ods, .fods ou .csv.',
  contentMismatch: () =>
    'Le contenu n’est pas celui que le nom du fichier annonce. Ouvrez le fichier dans un tableur et enregistrez-le de nouveau.',
  encrypted: () =>
    'Le classeur est protégé par un mot de passe. Enregistrez-en une copie sans mot de passe.',
  unreadable: () =>
    'Le classeur ne peut pas être lu : il est peut-être endommagé. Ouvrez-le dans un tableur et enregistrez-le de nouveau.',
  tooManySheets: (d, f) =>
    `Le classeur compte trop de feuilles${d.limit ? ` : ${number(d, 'limit', f)} au plus sont lues` : ''}.`,
  duplicateSheet: () => 'Deux feuilles portent le même nom. Renommez l’une d’elles.',
  tooManyCells: (d, f) =>
    `Le fichier contient trop de cellules${d.limit ? ` : ${number(d, 'limit', f)} au plus sont lues` : ''}.`,
  rangeTooLarge: () =>
    'Une feuille annonce beaucoup plus de cellules qu’elle n’en contient. Copiez ses données dans un nouveau classeur.',
  damagedZip: () =>
    'Le fichier est endommagé ou tronqué. Procurez-vous-en une nouvelle copie ou enregistrez-le de nouveau.',
  tooManyParts: () => 'Le fichier est fait de trop de parties. Enregistrez-le de nouveau.',
  zipBomb: () =>
    'Une fois décompressé, le fichier serait beaucoup plus gros qu’une feuille ne l’exige; il n’est pas ouvert.',
  unclosedQuote: (d, f) =>
    `${d.row ? `La ligne ${number(d, 'row', f)}` : 'Une ligne'} ouvre un guillemet qui n’est jamais fermé. Corrigez-la, puis choisissez de nouveau le fichier.`,
  unknownSheet: () => 'Une feuille choisie n’est plus dans le fichier.',
  timeout: (d, f) =>
    `La lecture a duré plus de ${number(d, 'seconds', f)} secondes et a été arrêtée. Divisez le fichier.`,
  outOfMemory: () =>
    'Ce navigateur n’a pas assez de mémoire pour lire le fichier. Divisez le fichier.',
  cancelled: () => 'Vous avez annulé.',

  noSheetChosen: () => 'Choisissez au moins une feuille à téléverser.',
  tooLarge: (d, f) =>
    `Les données des feuilles choisies font ${bytes(d, 'bytes', f)}; on peut en téléverser ${bytes(d, 'most', f)} au plus à la fois. Retirez des feuilles ou divisez le fichier.`,
  replaceNotConfirmed: () =>
    'Confirmez que le fichier conservé doit être remplacé par un autre qui a moins de feuilles.',

  network: () =>
    'Le service est injoignable. Vérifiez votre connexion au réseau; ce qui a été lu ici y est toujours.',
  unauthorized: () => 'Le service demande un jeton, et n’en a reçu aucun qu’il connaisse.',
  'foreign-origin': () => 'Le service a refusé ce qui semblait venir d’un autre site.',
  'host-not-allowed': () => 'Le service ne se connaît pas sous l’adresse affichée par votre navigateur.',
  'too-many-uploads': () =>
    'Trop de téléversements sont venus d’ici en une minute. Attendez un peu.',
  'stream-full': () => 'Le service n’a plus de place pour le moment. Réessayez plus tard.',
  'stream-unavailable': () =>
    'Le service ne peut rien conserver pour le moment. Réessayez plus tard.',
  busy: () => 'Le service est occupé. Réessayez dans un instant.',
  'body-too-large': () =>
    'Les données dépassent ce que le service accepte. Retirez des feuilles.',
  'unsupported-media-type': () => 'Le service n’a pas accepté la forme des données.',
  'invalid-idempotency-key': () => 'Le service n’a pas accepté la clé de ce téléversement.',
  'idempotency-key-reused': () =>
    'D’autres données ont été envoyées sous la clé de ce téléversement. Revenez en arrière et vérifiez-le de nouveau.',
  'original-gone': () =>
    'Ce téléversement a déjà été accepté, mais son message n’existe plus. Voyez « Mes téléversements » ou vérifiez-le de nouveau.',
  'unexpected-answer': () => 'Le service a donné une réponse que cette page ne comprend pas.',
  'http-status': (d, f) => `Le service a répondu avec le code d’état ${number(d, 'status', f)}.`,
  'no-page': () => 'Le service a été démarré sans sa page.',
  internal: () => 'Le service a commis une erreur. Réessayez plus tard.',
  unexpected: () => 'Une erreur imprévue est survenue sur cette page. Rechargez-la.',

  'unknown-upload': () => 'Le service ne connaît aucun téléversement sous cet identifiant.',
  'upload-aged-out': () =>
    'Le téléversement a été accepté, mais seuls les plus récents peuvent être suivis. Ce qu’il a conservé existe toujours.',
  'index-building': () => 'Le service vient de démarrer. Réessayez dans un instant.',
  'unknown-file': () => 'Rien n’est conservé sous ce nom.',
  'unknown-sheet': () => 'Ce qui est conservé a moins de feuilles.',
  'invalid-name': () => 'Le service n’accepte pas ce nom de fichier. Renommez le fichier.',
  'invalid-page': () => 'Le service n’accepte pas cette demande de lignes.',
  'invalid-ids': () => 'Le service n’accepte pas cette demande sur des téléversements.',
  'unreadable-file': () => 'Ce qui est conservé n’a pas la forme que le service écrit.',
  'bucket-unavailable': () =>
    'Ce qui est conservé ne peut pas être lu pour le moment. Réessayez plus tard.',

  'not-json': () => 'Les données sont arrivées endommagées.',
  'empty-body': () => 'Aucune donnée n’est arrivée.',
  'invalid-utf8': () => 'Les données sont arrivées endommagées : une partie n’est pas du texte.',
  'lone-surrogate': () => 'Les données contiennent la moitié d’un caractère.',
  'duplicate-key': () => 'Une ligne nomme deux fois la même colonne.',
  'too-deep': () => 'Les données sont imbriquées trop profondément.',
  'not-an-object': () => 'Les données n’ont pas la forme de feuilles.',
  'not-done': () => 'Les données indiquent elles-mêmes qu’elles sont incomplètes.',
  'missing-state': () => 'Les données n’indiquent pas si elles sont complètes.',
  'missing-filename': () => 'Les données ne nomment pas leur fichier.',
  'empty-filename': () => 'Le nom du fichier est vide.',
  'filename-too-long': () =>
    'Le nom du fichier est trop long. Renommez-le et choisissez-le de nouveau.',
  'missing-sheets': () => 'Les données ne contiennent aucune feuille.',
  'sheets-not-an-array': () => 'Les données n’ont pas la forme de feuilles.',
  'invalid-sheet': () => 'Une feuille n’a pas de lignes de la forme attendue.',
  'hash-mismatch': () =>
    'Les données ont changé en chemin : leur somme de contrôle n’est plus la même.',
  'invalid-sender': () => 'Le nom de l’expéditeur contient des caractères interdits.',
  'too-large': () =>
    'Les données sont devenues trop volumineuses à cette étape. Téléversez moins de feuilles à la fois.',
  'step-crashed': () =>
    'L’étape n’a pas pu traiter ces données. Les responsables du service les ont.',
  'key-conflict': () =>
    'D’autres fichiers occupent déjà les deux noms sous lesquels celui-ci pourrait être conservé.',
  'upload-id-reused': () =>
    'Le registre contient d’autres données sous l’identifiant de ce téléversement.',
  'ledger-limit': () => 'Une valeur dépasse ce que le registre accepte.',
};

export const unknownProblem = (code: string) => `L’opération a échoué (${code}).`;
