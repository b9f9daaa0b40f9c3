/** One event of a text/event-stream. */
export interface ServerEvent {
  name: string;
  data: string;
}

/**
 * Takes a text/event-stream apart as it comes (HTML standard, 9.2.6): text in pieces of any size
 * goes in, whole events come out. Comments, ids and retry times are skipped: each event of ours
 * tells the whole state.
 */
export class EventStreamParser {
  #rest = '';
  #name = '';
  #data: string[] = [];

  push(text: string): ServerEvent[] {
    const events: ServerEvent[] = [];
    const lines = (this.#rest + text).split(/\r\n|\n|\r(?!$)/);
    this.#rest = lines.pop() ?? '';
    for (const line of lines) {
      const event = this.#line(line);
      if (event) events.push(event);
    }
    return events;
  }

  #line(line: string): ServerEvent | null {
    if (line === '') return this.#dispatch();
    const [, field = line, value = ''] = /^([^:]*): ?(.*)$/s.exec(line) ?? [];
    if (field === 'event') this.#name = value;
    if (field === 'data') this.#data.push(value);
    return null;
  }

  #dispatch(): ServerEvent | null {
    const event = { name: this.#name || 'message', data: this.#data.join('\n') };
    const empty = this.#data.length === 0;
    this.#name = '';
    this.#data = [];
    return empty ? null : event;
  }
}
