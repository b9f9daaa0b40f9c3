import { count, type warnings as english } from './warnings.en';

const text = (details: Readonly<Record<string, unknown>>, name: string) =>
  String(details[name] ?? '');

export const warnings: typeof english = {
  errorCell: (d) =>
    `La cellule contient une erreur${d.error ? ` (${text(d, 'error')})` : ''} : elle est omise.`,
  brokenCharacter: () =>
    'La cellule contient la moitié d’un caractère : elle est remplacée par « \ufffd ».',
  unreadableNumber: () => 'La cellule contient un nombre illisible : elle est omise.',
  roundedInteger: (d) =>
    `Le nombre entier est trop long pour être gardé exactement et peut être arrondi${d.value === undefined ? '' : ` : ${text(d, 'value')}`}.`,
  lostDigits: (d) =>
    `Le nombre a plus de chiffres qu’on ne peut en garder : ${text(d, 'shown')} est envoyé sous la forme ${text(d, 'value')}.`,
  paddedNumber: (d) =>
    `Les zéros du début ne viennent que du format de la cellule : ${text(d, 'shown')} est envoyé sous la forme ${text(d, 'value')}.`,
  unreadableDate: () => 'La cellule contient une date illisible : elle est omise.',
  dateCell: () =>
    'La colonne contient des dates : elles sont envoyées sous forme de texte, comme 2026-01-31T00:00:00.000Z.',
  missingHeader: (d, f) =>
    d.name
      ? `La colonne n’a pas d’en-tête : elle est nommée ${f.quoted(text(d, 'name'))}.`
      : 'La colonne n’a pas d’en-tête : elle est envoyée sous un nom vide.',
  duplicateHeader: (d, f) =>
    `Une colonne précédente a le même en-tête${d.name === undefined ? '' : ` : celle-ci est nommée ${f.quoted(text(d, 'name'))}`}.`,
  formulaWithoutValue: () =>
    'La cellule contient une formule sans résultat enregistré : elle est omise. Ouvrez le fichier dans un tableur et enregistrez-le.',
  mixedTypes: (d, f) => {
    const counts = [
      count(d, 'numbers', (n) => f.count(n, 'nombre', 'nombres')),
      count(d, 'texts', (n) => f.count(n, 'texte', 'textes')),
      count(d, 'booleans', (n) => f.count(n, 'valeur logique', 'valeurs logiques')),
      count(d, 'dates', (n) => f.count(n, 'date', 'dates')),
    ];
    return `La colonne mêle des sortes de valeurs : ${f.list(counts.flat())}.`;
  },
  mergedCells: (d) =>
    `Les cellules ${text(d, 'range')} sont fusionnées : la valeur n’est envoyée que dans la première.`,
  leadingZeros: () =>
    'Le texte est un nombre avec des zéros au début : il est envoyé comme texte, zéros compris.',
  hiddenSheet: () => 'La feuille est masquée dans le classeur et est envoyée aussi.',
};
