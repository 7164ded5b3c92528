/** Workbooks and archives made byte by byte, so that a test can make them wrong. */
import { constants, crc32, deflateRawSync } from 'node:zlib';

export interface ZipFlaws {
  /** Size that the directory and the file's own header tell of each file, whatever it is. */
  readonly lie?: number;
  /** Every file says that it is encrypted. */
  readonly locked?: boolean;
}

/** Compressed already: how a bomb is made without its size in memory. */
export interface Packed {
  readonly packed: Buffer;
  readonly size: number;
  /** Needed where it is read to its end. */
  readonly crc?: number;
}

/** A text of many megabytes, packed: the same block over and over, between a beginning and an end. */
export function bomb(start: string, block: string, times: number, end: string): Packed {
  const flush = { finishFlush: constants.Z_FULL_FLUSH, level: 9 };
  const packedBlock = deflateRawSync(block, flush);
  return {
    packed: Buffer.concat([deflateRawSync(start, flush), ...Array<Buffer>(times).fill(packedBlock), deflateRawSync(end)]),
    size: Buffer.byteLength(start) + Buffer.byteLength(block) * times + Buffer.byteLength(end),
  };
}

export function zipBytes(
  files: Readonly<Record<string, string | Buffer | Packed>>,
  { lie, locked = false }: ZipFlaws = {},
): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(files)) {
    const isPacked = typeof content === 'object' && 'packed' in content;
    const raw = isPacked ? Buffer.alloc(0) : Buffer.from(content);
    const packed = isPacked ? content.packed : deflateRawSync(raw);
    const size = isPacked ? content.size : raw.length;
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(locked ? 0x801 : 0x800, 2);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(isPacked ? (content.crc ?? 0) : crc32(raw), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(lie ?? size, 18);
    fields.writeUInt16LE(Buffer.byteLength(name), 22);
    const body = Buffer.concat([Buffer.from('PK\x03\x04'), fields, Buffer.from(name), packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), fields, rest, Buffer.from(name)]));
    bodies.push(body);
    offset += body.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(directory.length, 4);
  end.writeUInt16LE(directory.length, 6);
  end.writeUInt32LE(listed.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...bodies, listed, Buffer.from('PK\x05\x06'), end]);
}

export interface WorkbookParts extends ZipFlaws {
  /** `si` elements. */
  readonly shared?: string;
  /** `numFmt` and `xf` elements. */
  readonly formats?: string;
  readonly styles?: string;
  readonly since1904?: boolean;
  readonly hiddenSheet?: string;
  readonly macros?: boolean;
  /** Before every tag's name in the sheet. */
  readonly prefix?: string;
  /** Before the sheet's root, behind its rows, and in place of its end. */
  readonly head?: string;
  readonly after?: string;
  readonly end?: string;
  /** In place of the sheet, or of the shared strings, as they are. */
  readonly sheetPart?: Packed;
  readonly sharedPart?: Packed;
}

const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** @param rows `row` elements of the one visible sheet */
export function workbookBytes(rows: string, parts: WorkbookParts = {}): Buffer {
  const { prefix = '', head = '', after = '', since1904 = false, hiddenSheet, macros = false } = parts;
  const relations = [
    ['s1', 'worksheet', 'worksheets/sheet1.xml'],
    ['s2', 'worksheet', '/xl/worksheets/sheet2.xml'],
    ['st', 'styles', 'styles.xml'],
    ['ss', 'sharedStrings', 'sharedStrings.xml'],
    ...(macros ? [['vb', 'vbaProject', 'vbaProject.bin']] : []),
  ];
  const end = parts.end ?? `</${prefix}sheetData>${after}</${prefix}worksheet>`;
  return zipBytes(
    {
      '[Content_Types].xml': '<Types/>',
      '_rels/.rels': `<Relationships><Relationship Id="r" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
      'xl/workbook.xml':
        `<workbook xmlns:r="${RELATIONS}"><workbookPr${since1904 ? ' date1904="1"' : ''}/><sheets>` +
        `${hiddenSheet === undefined ? '' : '<sheet name="藏" sheetId="2" state="hidden" r:id="s2"/>'}<sheet name="名单" sheetId="1" r:id="s1"/></sheets></workbook>`,
      'xl/_rels/workbook.xml.rels': `<Relationships>${relations
        .map(([id, type, target]) => `<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="${target}"/>`)
        .join('')}</Relationships>`,
      'xl/styles.xml': `<styleSheet><numFmts>${parts.formats ?? ''}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${parts.styles ?? ''}</cellXfs></styleSheet>`,
      'xl/sharedStrings.xml': parts.sharedPart ?? `<sst>${parts.shared ?? ''}</sst>`,
      ...(hiddenSheet === undefined
        ? {}
        : { 'xl/worksheets/sheet2.xml': `<worksheet><sheetData>${hiddenSheet}</sheetData></worksheet>` }),
      ...(macros ? { 'xl/vbaProject.bin': Buffer.alloc(100) } : {}),
      'xl/worksheets/sheet1.xml':
        parts.sheetPart ??
        `<?xml version="1.0" encoding="UTF-8"?>${head}<${prefix}worksheet${prefix === '' ? '' : ` xmlns:${prefix.slice(0, -1)}="x"`}><${prefix}sheetData>${rows}${end}`,
    },
    parts,
  );
}
