/**
 * Excel workbooks (.xlsx, .xlsm): their sheets as rows of cells. The parts of a workbook are streamed; held are the
 * strings that cells share and the formats, both within limits. Macros, pictures and links are never looked at.
 *
 * A workbook that cannot be opened is a failed result; one that breaks off while a sheet is read throws.
 */
import { posix } from 'node:path';
import { fail, ok, problem, type Result } from '../../src/domain/message/problem.ts';
import { isDateFormat } from './cell-format.ts';
import { FileBrokenError } from './file-broken-error.ts';
import { type Merge, type SheetContext, SheetReader, type SheetRow, unescaped } from './workbook-sheet.ts';
import { readXml } from './xml-reader.ts';
import { ZipArchive } from './zip-archive.ts';

export interface WorkbookLimits {
  /** Bytes that may come out of the archive, all its files together. */
  readonly inflatedBytes: number;
  /** Characters of the strings that cells share: they are held in memory. */
  readonly sharedCharacters: number;
  readonly columns: number;
}

export const WORKBOOK_LIMITS: WorkbookLimits = { inflatedBytes: 1_000_000_000, sharedCharacters: 50_000_000, columns: 1_000 };

/** Bytes of the lists of sheets and files, and of the styles, which grow with every copy between workbooks. */
const SMALL_PART = 2_000_000;
const STYLES_PART = 30_000_000;
/** Characters of a sheet's name, which stands beside each of its rows that is told of; Excel itself takes 31. */
const MAX_NAME = 100;
/** As many as Excel opens. */
const MAX_STYLES = 65_490;

export interface Sheet {
  readonly name: string;
  /** Its file in the archive. */
  readonly part: string;
  /** @throws {FileBrokenError} when the workbook breaks off, after all complete rows before have been delivered */
  rows(): AsyncGenerator<readonly SheetRow[], void, undefined>;
  /** Known once the rows have been read: workbooks name them behind their rows. */
  merges(): readonly Merge[];
}

export interface Workbook {
  /** The visible sheets, in their order. */
  readonly sheets: readonly Sheet[];
  readonly hasMacros: boolean;
  close(): void;
}

/** @param source a path, or the bytes of the workbook */
export async function openWorkbook(source: string | Buffer, limits = WORKBOOK_LIMITS): Promise<Result<Workbook>> {
  let archive: ZipArchive | undefined;
  try {
    archive = await ZipArchive.open(source, limits.inflatedBytes);
    const opened = await describeWorkbook(archive, limits);
    if (!opened.ok) archive.close();
    return opened;
  } catch (error) {
    archive?.close();
    if (error instanceof FileBrokenError) return { ok: false, problem: error.problem };
    throw error;
  }
}

async function describeWorkbook(archive: ZipArchive, limits: WorkbookLimits): Promise<Result<Workbook>> {
  const root = await readRelations(archive, '');
  const main = root.find(({ type }) => type.endsWith('/officeDocument'))?.target ?? 'xl/workbook.xml';
  if (main.endsWith('.bin') && archive.has(main)) return fail('WORKBOOK_BINARY_FORMAT');
  const relations = archive.has(main) ? await readRelations(archive, main) : [];
  const listed: { name: string; relation: string; visible: boolean }[] = [];
  let isWorkbook = false;
  let since1904 = false;
  await readXml(archive.read(main, SMALL_PART), {
    open(name, attributes) {
      if (name === 'workbook') isWorkbook = true;
      if (name === 'workbookPr') since1904 = attributes.date1904 === '1' || attributes.date1904 === 'true';
      if (name !== 'sheet') return;
      const relation = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? '';
      listed.push({
        name: (attributes.name ?? '').slice(0, MAX_NAME),
        relation,
        visible: (attributes.state ?? 'visible') === 'visible',
      });
    },
  });
  if (!isWorkbook) return fail('WORKBOOK_OTHER_KIND');

  const targetOf = (ending: string) => relations.find(({ type }) => type.endsWith(ending))?.target;
  const context: SheetContext = {
    sharedStrings: await readSharedStrings(archive, targetOf('/sharedStrings'), limits.sharedCharacters),
    dateStyles: await readDateStyles(archive, targetOf('/styles')),
    since1904,
    maxColumns: limits.columns,
  };
  const sheets = listed.flatMap(({ name, relation, visible }) => {
    const target = relations.find(({ id }) => id === relation)?.target;
    return visible && target !== undefined && archive.has(target) ? [sheetOf(archive, name, target, context)] : [];
  });
  const hasMacros = relations.some(({ type }) => type.endsWith('/vbaProject')) || archive.has('xl/vbaProject.bin');
  return ok({ sheets, hasMacros, close: () => archive.close() });
}

function sheetOf(archive: ZipArchive, name: string, target: string, context: SheetContext): Sheet {
  let reader: SheetReader | undefined;
  return {
    name,
    part: target,
    rows() {
      reader = new SheetReader(context);
      return reader.rows(archive.read(target));
    },
    merges: () => reader?.merges ?? [],
  };
}

interface Relation {
  readonly id: string;
  readonly type: string;
  /** From the root of the archive on. */
  readonly target: string;
}

/** Which files belong to a part; links to places outside the archive are left out. */
async function readRelations(archive: ZipArchive, part: string): Promise<readonly Relation[]> {
  const folder = posix.dirname(part);
  const relations: Relation[] = [];
  await readXml(archive.read(posix.join(folder, '_rels', `${posix.basename(part)}.rels`), SMALL_PART), {
    open(name, { Id: id = '', Type: type = '', Target: target = '', TargetMode: mode }) {
      if (name !== 'Relationship' || mode === 'External') return;
      relations.push({ id, type, target: target.startsWith('/') ? target.slice(1) : posix.join(folder, target) });
    },
  });
  return relations;
}

/** Rich text is its pieces put together; the readings above characters (`rPh`) are no part of it. */
async function readSharedStrings(archive: ZipArchive, part: string | undefined, limit: number): Promise<readonly string[]> {
  const strings: string[] = [];
  if (part === undefined) return strings;
  let text = '';
  let isText = false;
  let isReading = false;
  let characters = 0;
  const take = (more: number): void => {
    characters += more;
    if (characters <= limit) return;
    throw new FileBrokenError(problem('WORKBOOK_TOO_LARGE', { limit: String(Math.round(limit / 1_000_000)) }));
  };
  await readXml(archive.read(part), {
    open(name) {
      if (name === 'si') text = '';
      else if (name === 'rPh') isReading = true;
      else if (name === 't') isText = !isReading;
    },
    text(piece) {
      if (!isText) return;
      take(piece.length);
      text += piece;
    },
    close(name) {
      if (name === 't') isText = false;
      else if (name === 'rPh') isReading = false;
      else if (name === 'si') {
        take(8); // an entry costs memory though its text be empty
        strings.push(unescaped(text));
      }
    },
  });
  return strings;
}

/** Whether each style of cells shows a date. */
async function readDateStyles(archive: ZipArchive, part: string | undefined): Promise<readonly boolean[]> {
  const codes = new Map<number, string>();
  const styles: boolean[] = [];
  if (part === undefined) return styles;
  let inCellStyles = false;
  await readXml(archive.read(part, STYLES_PART), {
    open(name, attributes) {
      if (name === 'numFmt') codes.set(Number(attributes.numFmtId), attributes.formatCode ?? '');
      else if (name === 'cellXfs') inCellStyles = true;
      else if (name === 'xf' && inCellStyles && styles.length < MAX_STYLES) {
        const id = Number(attributes.numFmtId ?? 0);
        styles.push(isDateFormat(id, codes.get(id)));
      }
    },
    close(name) {
      if (name === 'cellXfs') inCellStyles = false;
    },
  });
  return styles;
}
