// The focus in each state of the page, then the announcements since the state before. Written from the needs of a
// person who does not see the page; states.test.mjs compares the page with it.
const told = {
  empty: {
    en: ['page'],
    fr: ['page'],
  },
  reading: {
    en: ['heading: Reading “endless-en.fods”', '“endless-en.fods”: Opening the workbook'],
    fr: ['heading: Lecture de « endless-fr.fods »', '« endless-fr.fods » : Ouverture du classeur'],
  },
  waiting: {
    en: ['heading: “next-en.csv” is waiting'],
    fr: ['heading: « next-fr.csv » est en attente'],
  },
  cancelled: {
    en: ['heading: Send files'],
    fr: ['heading: Téléverser des fichiers'],
  },
  password: {
    en: ['heading: “password-en.xlsx” cannot be read', '“password-en.xlsx”: Opening the workbook'],
    fr: ['heading: « password-fr.xlsx » ne peut pas être lu', '« password-fr.xlsx » : Ouverture du classeur'],
  },
  preview: {
    en: [
      'heading: Check “cases-en.xlsx”',
      '“cases-en.xlsx”: Opening the workbook',
      '“cases-en.xlsx”: Checking the cells',
    ],
    fr: [
      'heading: Vérifier « cases-fr.xlsx »',
      '« cases-fr.xlsx » : Ouverture du classeur',
      '« cases-fr.xlsx » : Vérification des cellules',
    ],
  },
  cell: {
    en: ['cell: To look at: 0026', 'Page 2 of 3'],
    fr: ['cell: À examiner : 0026', 'Page 2 de 3'],
  },
  noSheet: {
    en: [
      'group: There is a problem: Choose at least one sheet to send.',
    ],
    fr: [
      'group: Il y a un problème: Choisissez au moins une feuille à téléverser.',
    ],
  },
  tooLarge: {
    en: [
      'group: There is a problem: The data of the sheets that you chose is 68 kB; at most 50 kB can be sent at once. Leave sheets out, or split the file.',
    ],
    fr: [
      'group: Il y a un problème: Les données des feuilles choisies font 68 ko; on peut en téléverser 50 ko au plus à la fois. Retirez des feuilles ou divisez le fichier.',
    ],
  },
  review: {
    en: ['heading: Review and upload “cases-en.xlsx”', 'Nothing is stored under this name yet.'],
    fr: ['heading: Vérifier et téléverser « cases-fr.xlsx »', 'Rien n’est encore conservé sous ce nom.'],
  },
  sending: {
    en: ['heading: Uploading “cases-en.xlsx”'],
    fr: ['heading: Téléversement de « cases-fr.xlsx »'],
  },
  interrupted: {
    en: ['heading: The upload of “cases-en.xlsx” was interrupted'],
    fr: ['heading: Le téléversement de « cases-fr.xlsx » a été interrompu'],
  },
  receipt: {
    en: ['heading: “cases-en.xlsx” was uploaded'],
    fr: ['heading: « cases-fr.xlsx » a été téléversé'],
  },
  extracted: {
    en: ['heading: “cases-en.xlsx” was uploaded', '“cases-en.xlsx”: Extracted'],
    fr: ['heading: « cases-fr.xlsx » a été téléversé', '« cases-fr.xlsx » : Extrait'],
  },
  uppercased: {
    en: ['heading: “cases-en.xlsx” was uploaded', '“cases-en.xlsx”: Changed to upper case'],
    fr: ['heading: « cases-fr.xlsx » a été téléversé', '« cases-fr.xlsx » : Mis en majuscules'],
  },
  stored: {
    en: ['heading: “cases-en.xlsx” was uploaded', '“cases-en.xlsx”: Stored'],
    fr: ['heading: « cases-fr.xlsx » a été téléversé', '« cases-fr.xlsx » : Conservé'],
  },
  ledgered: {
    en: ['heading: “cases-en.xlsx” was uploaded', '“cases-en.xlsx”: In the ledger'],
    fr: ['heading: « cases-fr.xlsx » a été téléversé', '« cases-fr.xlsx » : Inscrit au registre'],
  },
  storedFile: {
    en: ['heading: Stored: “cases-en.xlsx”'],
    fr: ['heading: Conservé : « cases-fr.xlsx »'],
  },
  uploads: {
    en: ['heading: My uploads'],
    fr: ['heading: Mes téléversements'],
  },
  replace: {
    en: [
      'heading: Review and upload “cases-en.xlsx”',
      '“cases-en.xlsx”: Opening the workbook',
      '“cases-en.xlsx”: Checking the cells',
      'A file of this name is already stored',
    ],
    fr: [
      'heading: Vérifier et téléverser « cases-fr.xlsx »',
      '« cases-fr.xlsx » : Ouverture du classeur',
      '« cases-fr.xlsx » : Vérification des cellules',
      'Un fichier de ce nom est déjà conservé',
    ],
  },
  replaceNotConfirmed: {
    en: [
      'group: There is a problem: Confirm that the stored file is to be replaced by one with fewer sheets.',
    ],
    fr: [
      'group: Il y a un problème: Confirmez que le fichier conservé doit être remplacé par un autre qui a moins de feuilles.',
    ],
  },
  deadLetter: {
    en: [
      'heading: “taken-en?.csv” was uploaded',
      '“taken-en?.csv”: In the ledger',
      '“taken-en?.csv”: Stored, failed. Other files already hold both names that this one could be stored under.',
    ],
    fr: [
      'heading: « taken-fr?.csv » a été téléversé',
      '« taken-fr?.csv » : Inscrit au registre',
      '« taken-fr?.csv » : Conservé, échec. D’autres fichiers occupent déjà les deux noms sous lesquels celui-ci pourrait être conservé.',
    ],
  },
  away: {
    en: [
      'heading: Review and upload “lost-en.csv”',
      '“lost-en.csv”: Opening the workbook',
      '“lost-en.csv”: Checking the cells',
      'Whether a file of this name is already stored cannot be told at the moment.',
    ],
    fr: [
      'heading: Vérifier et téléverser « lost-fr.csv »',
      '« lost-fr.csv » : Ouverture du classeur',
      '« lost-fr.csv » : Vérification des cellules',
      'On ne peut pas savoir pour le moment si un fichier de ce nom est déjà conservé.',
    ],
  },
  again: {
    en: ['heading: Uploading “lost-en.csv”', 'The connection was lost. It is tried again.'],
    fr: ['heading: Téléversement de « lost-fr.csv »', 'La connexion a été perdue. Un nouvel essai suit.'],
  },
  storedAway: {
    en: [
      'heading: Stored: “cases-en.xlsx”',
      'What is stored cannot be shown The service cannot be reached. Check your network connection; what was read here is still here. Details',
    ],
    fr: [
      'heading: Conservé : « cases-fr.xlsx »',
      'Ce qui est conservé ne peut pas être affiché Le service est injoignable. Vérifiez votre connexion au réseau; ce qui a été lu ici y est toujours. Détails',
    ],
  },
  unfinished: {
    en: [
      'heading: Send files',
      '“lost-en.csv” did not arrive. Choose the file again to send it as the same upload.',
    ],
    fr: [
      'heading: Téléverser des fichiers',
      '« lost-fr.csv » n’est pas arrivé. Choisissez de nouveau le fichier pour l’envoyer comme le même téléversement.',
    ],
  },
  resumed: {
    en: [
      'heading: Review and upload “lost-en.csv”',
      '“lost-en.csv”: Opening the workbook',
      '“lost-en.csv”: Checking the cells',
      'Nothing is stored under this name yet.',
    ],
    fr: [
      'heading: Vérifier et téléverser « lost-fr.csv »',
      '« lost-fr.csv » : Ouverture du classeur',
      '« lost-fr.csv » : Vérification des cellules',
      'Rien n’est encore conservé sous ce nom.',
    ],
  },
  token: {
    en: ['field: Token'],
    fr: ['field: Jeton'],
  },
  tokenEmpty: {
    en: ['field: Token', 'Enter a token.'],
    fr: ['field: Jeton', 'Entrez un jeton.'],
  },
  tokenRefused: {
    en: ['field: Token', 'The service does not know this token. Check it and enter it again.'],
    fr: ['field: Jeton', 'Le service ne connaît pas ce jeton. Vérifiez-le et entrez-le de nouveau.'],
  },
  nothingStored: {
    en: [
      'heading: Stored: “nothing”',
      'What is stored cannot be shown Nothing is stored under this name. Details',
    ],
    fr: [
      'heading: Conservé : « nothing »',
      'Ce qui est conservé ne peut pas être affiché Rien n’est conservé sous ce nom. Détails',
    ],
  },
};

/** [state, focus, ...announcements] of all states in their order. */
export function toldIn(language) {
  return Object.entries(told).map(([state, { [language]: texts }]) => [state, ...texts]);
}
