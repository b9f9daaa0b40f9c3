import type { Failure } from '../model/failure';
import type { Formats, Language } from '../model/format';
import type { Warning } from '../../worker/protocol';
import { en, type Catalogue } from './en';
import { fr } from './fr';

export type { Catalogue } from './en';

export const catalogues: Record<Language, Catalogue> = { en, fr };

/** A failure in plain words of the catalogue's language. */
export function failureText(t: Catalogue, f: Formats, failure: Failure): string {
  const { code, details = {} } = failure;
  if (!Object.hasOwn(t.problems, code)) return t.unknownProblem(code);
  return t.problems[code as keyof Catalogue['problems']](details, f);
}

/** A warning in plain words; of a code that the page does not know, the reader's own. */
export function warningText(t: Catalogue, f: Formats, { code, details, message }: Warning): string {
  if (!Object.hasOwn(t.warnings.details, code)) return message;
  return t.warnings.details[code as keyof Catalogue['warnings']['details']](details ?? {}, f);
}

/** The short name of a kind of warning. */
export function warningKind(t: Catalogue, code: string): string {
  const { codes } = t.warnings;
  return Object.hasOwn(codes, code) ? codes[code as keyof typeof codes] : code;
}
