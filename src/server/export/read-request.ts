/** What the address of an export asks for. What nobody knows in it is refused: taken for absent it would give everything. */
import type { FastifyRequest } from 'fastify';
import { readAskedUscc } from '../../domain/identifier/asked-uscc.ts';
import { at, fail, ok, type Result } from '../../domain/message/problem.ts';
import type { RecordType } from '../../domain/record/record-type.ts';
import { findRecordType, listRecordTypes } from '../../domain/record/record-types.ts';
import { readScope, type Scope, type ScopeInput } from '../../domain/scope/scope.ts';
import { excerpt } from '../../domain/value/name.ts';
import { EXPORT_FORMATS, type ExportFormat } from '../../feed/export/export-text.ts';

export interface AskedExport {
  readonly type: RecordType;
  readonly scope: Scope;
  /** As it was given, for whoever reads the export later. */
  readonly given: ScopeInput;
  readonly format: ExportFormat;
  readonly after: string | null;
  /** The moment as it was written, in the address or else in the header `hutong-at`; empty for the head. */
  readonly at: string;
  /** Where it was written. */
  readonly atName: 'at' | 'hutong-at';
  readonly feed: string | null;
}

const PARAMETERS = ['at', 'feed', 'region', 'county', 'company', 'zone', 'format', 'after'] as const;
type Parameter = (typeof PARAMETERS)[number];

/** As long as the column of keys. */
const MAX_KEY = 128;

export function readExportRequest(request: FastifyRequest<{ Params: { recordType: string } }>): Result<AskedExport> {
  const { recordType } = request.params;
  const type = findRecordType(recordType);
  if (type === undefined) {
    const known = listRecordTypes().map(({ name }) => name);
    return fail('EXPORT_TYPE_UNKNOWN', { value: excerpt(recordType), known: known.join(', ') });
  }
  const read = readParameters(request.query as Readonly<Record<string, string | readonly string[]>>);
  if (!read.ok) return read;
  const { at: moment, feed = null, after = null, format = 'ndjson', region, county, company, zone } = read.value;
  const known = EXPORT_FORMATS.find((each) => each === format);
  if (known === undefined) {
    return said('format', fail('PARAMETER_VALUE', { value: excerpt(format), known: EXPORT_FORMATS.join(', ') }));
  }
  if (after !== null && !isKey(after)) return said('after', fail('EXPORT_KEY', { value: excerpt(after) }));
  const code = company === undefined ? undefined : readAskedUscc(company);
  if (code?.ok === false) return said('company', code);
  const given: ScopeInput = {
    ...(region === undefined ? {} : { region }),
    ...(county === undefined ? {} : { counties: county.split(',').map((each) => each.trim()) }),
    ...(code === undefined ? {} : { company: code.value }),
    ...(zone === undefined ? {} : { zone }),
  };
  const scope = readScope(given);
  if (!scope.ok) return said(scope.problem.field === 'counties' ? 'county' : scope.problem.field, scope);
  return ok({ type, scope: scope.value, given, format: known, after, feed, ...momentOf(moment, request) });
}

function momentOf(given: string | undefined, { headers }: Pick<FastifyRequest, 'headers'>): Pick<AskedExport, 'at' | 'atName'> {
  const inHeader = headers['hutong-at'];
  if (given !== undefined || typeof inHeader !== 'string') return { at: given ?? '', atName: 'at' };
  return { at: inHeader.trim(), atName: 'hutong-at' };
}

/** Each once, but for counties, which may be repeated. One without a value is refused: taken for absent it would give everything. */
function readParameters(query: Readonly<Record<string, string | readonly string[]>>): Result<Partial<Record<Parameter, string>>> {
  const values: Partial<Record<Parameter, string>> = {};
  for (const [name, value] of Object.entries(query)) {
    const parameter = PARAMETERS.find((each) => each === name);
    if (parameter === undefined) {
      return said(excerpt(name), fail('PARAMETER_UNKNOWN', { known: PARAMETERS.join(', ') }));
    }
    if (typeof value !== 'string' && parameter !== 'county') return said(name, fail('EXPORT_REPEATED'));
    const text = typeof value === 'string' ? value : value.join(',');
    if (text.split(',').some((each) => each.trim() === '')) return said(name, fail('PARAMETER_EMPTY'));
    values[parameter] = text;
  }
  return ok(values);
}

function isKey(text: string): boolean {
  return text.length <= MAX_KEY && !/\p{Cc}/u.test(text) && text.isWellFormed();
}

function said<T>(field: string | undefined, result: Result<T>): Result<T> {
  return result.ok ? result : { ok: false, problem: at(result.problem, field) };
}
