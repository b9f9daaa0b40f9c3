import type * as SheetJs from '@e965/xlsx';
import { readSheets } from '../../sheets/read.mjs';
import type { Content } from './content';
import { messageBlob } from './message_blob';
import type { FromWorker, PreviewRow, SheetInfo, Warning } from './protocol';
import { SheetPreview } from './sheet_preview';
import { warningsCsv } from './warnings_csv';

interface RowsWanted {
  sheet: string;
  first: number;
  count: number;
  only?: 'questionable';
}

/** A file that was read: what the page asks of it is answered from here. */
export class OpenedFile {
  readonly #content: Content;
  readonly #previews: Map<string, SheetPreview>;

  private constructor(content: Content) {
    this.#content = content;
    this.#previews = new Map(
      content.sheets.map((sheet) => [
        sheet.sheetName,
        new SheetPreview(sheet, content.warnings.list),
      ]),
    );
  }

  /** Runs until the file is read, for seconds where it is large. Throws a SheetError. */
  static open(
    bytes: Uint8Array,
    filename: string,
    xlsx: typeof SheetJs,
    tell: (phase: FromWorker) => void,
  ): OpenedFile {
    tell({ type: 'phase', phase: 'parsing' });
    const onSheet = (done: number, total: number) =>
      tell({ type: 'phase', phase: 'checking', done, total });
    return new OpenedFile(readSheets(bytes, filename, { xlsx, onSheet }) as Content);
  }

  summary(): { sheets: SheetInfo[]; warnings: { total: number; kept: Warning[] } } {
    const { sheets, warnings } = this.#content;
    const infos = sheets.map(({ sheetName, columns, records }) => ({
      name: sheetName,
      columns,
      rows: records.length,
      warnings: warnings.bySheet.get(sheetName) ?? 0,
    }));
    return { sheets: infos, warnings: { total: warnings.total, kept: warnings.list } };
  }

  rows({ sheet, first, count, only }: RowsWanted): { rows: PreviewRow[]; total: number } {
    const preview = this.#previews.get(sheet);
    if (!preview) throw new Error(`no sheet "${sheet}"`);
    return preview.page(first, count, only === 'questionable');
  }

  build(names: string[]) {
    const sheets = this.#content.sheets.filter(({ sheetName }) => names.includes(sheetName));
    return messageBlob({ ...this.#content, sheets });
  }

  warningsCsv(): Blob {
    return warningsCsv(this.#content.warnings.list);
  }
}
