/**
 * Why something did not work. `code` is stable, the catalogue has a text for it; `details` are
 * values to fill into that text; `text` is what the reader or the service said, in English.
 */
export interface Failure {
  code: string;
  details?: Readonly<Record<string, unknown>>;
  text?: string;
}

/** A failure as an exception, between the adapters and the controller. */
export class FailureError extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.text ?? failure.code);
    this.name = 'FailureError';
    this.failure = failure;
  }
}

/** The failure in whatever was thrown; the reader's errors have code and details themselves. */
export function failureOf(thrown: unknown): Failure {
  if (thrown instanceof FailureError) return thrown.failure;
  if (thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string') {
    const details = 'details' in thrown ? (thrown.details as Failure['details']) : {};
    return { code: thrown.code, details: details ?? {}, text: thrown.message };
  }
  return { code: 'unexpected', text: thrown instanceof Error ? thrown.message : String(thrown) };
}

interface Problem {
  code?: unknown;
  title?: unknown;
  detail?: unknown;
}

function parseProblem(body: string): Problem {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

/** The failure that an answer of the service describes: problem+json (RFC 9457), or only its status. */
export function problemOf(status: number, body: string): Failure {
  const { code, title, detail } = parseProblem(body);
  const told = [title, detail].filter((part) => typeof part === 'string');
  return {
    code: typeof code === 'string' ? code : 'http-status',
    details: { status },
    text: told.length > 0 ? told.join(': ') : `HTTP ${status}`,
  };
}
