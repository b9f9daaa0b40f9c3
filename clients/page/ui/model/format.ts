export type Language = 'en' | 'fr';

const kLocales = { en: 'en-CA', fr: 'fr-CA' };
const kUnits = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** Writes numbers, sizes, times and lists in one language. */
export class Formats {
  readonly language: Language;
  readonly #locale: string;
  readonly #number: Intl.NumberFormat;
  readonly #plural: Intl.PluralRules;
  readonly #list: Intl.ListFormat;
  readonly #dateTime: Intl.DateTimeFormat;
  readonly #time: Intl.DateTimeFormat;
  /** Made once each: making one takes longer than all else on a slow computer. */
  readonly #units = new Map<string, Intl.NumberFormat>();

  constructor(language: Language) {
    this.language = language;
    this.#locale = kLocales[language];
    this.#number = new Intl.NumberFormat(this.#locale);
    this.#plural = new Intl.PluralRules(this.#locale);
    this.#list = new Intl.ListFormat(this.#locale, { type: 'conjunction' });
    this.#dateTime = new Intl.DateTimeFormat(this.#locale, {
      dateStyle: 'long',
      timeStyle: 'medium',
    });
    this.#time = new Intl.DateTimeFormat(this.#locale, { timeStyle: 'medium' });
  }

  number(value: number): string {
    return this.#number.format(value);
  }

  /** 1.2 MB, 1,2 Mo: by thousands, as the service states its limits. */
  bytes(value: number): string {
    let unit = 0;
    let scaled = value;
    while (scaled >= 999.5 && unit + 1 < kUnits.length) {
      scaled /= 1000;
      unit += 1;
    }
    const digits = scaled < 10 && unit > 0 ? 1 : 0;
    return this.#unit(`${unit} ${digits}`, {
      style: 'unit',
      unit: kUnits[unit],
      unitDisplay: unit === 0 ? 'long' : 'short',
      maximumFractionDigits: digits,
    }).format(scaled);
  }

  #unit(name: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
    const format = this.#units.get(name) ?? new Intl.NumberFormat(this.#locale, options);
    this.#units.set(name, format);
    return format;
  }

  percent(part: number, whole: number): string {
    const style = { style: 'percent', maximumFractionDigits: 0 } as const;
    const share = whole > 0 ? Math.floor((100 * part) / whole) / 100 : 0;
    return this.#unit('percent', style).format(share);
  }

  seconds(ms: number): string {
    const style = { style: 'unit', unit: 'second', unitDisplay: 'long' } as const;
    return this.#unit('seconds', style).format(Math.max(1, Math.round(ms / 1000)));
  }

  dateTime(iso: string): string {
    const date = new Date(iso);
    return Number.isNaN(date.getTime()) ? iso : this.#dateTime.format(date);
  }

  time(iso: string): string {
    const date = new Date(iso);
    return Number.isNaN(date.getTime()) ? iso : this.#time.format(date);
  }

  /** The names in quotation marks of the language, as a list: "a", "b" and "c". */
  names(names: string[]): string {
    return this.list(names.map((name) => this.quoted(name)));
  }

  list(items: string[]): string {
    return this.#list.format(items);
  }

  /** A name from a file in the language's quotation marks, isolated from the text's direction. */
  quoted(name: string): string {
    const isolated = `\u2068${shownName(name)}\u2069`;
    return this.language === 'fr' ? `«\u00a0${isolated}\u00a0»` : `“${isolated}”`;
  }

  /** "1 row", "2 rows": `one` and `other` are the nouns. */
  count(value: number, one: string, other: string): string {
    const noun = this.#plural.select(value) === 'one' ? one : other;
    return `${this.number(value)} ${noun}`;
  }
}

/**
 * A name from a file as it is shown: what would turn its characters round (cases\u202egpj.csv looks
 * like a picture's) or hide some is shown as U+FFFD.
 */
export function shownName(name: string): string {
  return name.replace(/[\u0000-\u001f\u007f-\u009f\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g, '\ufffd');
}

/** The language of the first of the browser's languages that the page speaks. */
export function languageOf(preferred: readonly string[]): Language {
  const known = preferred.map((tag) => tag.slice(0, 2).toLowerCase());
  return (known.find((tag) => tag === 'en' || tag === 'fr') ?? 'en') as Language;
}
