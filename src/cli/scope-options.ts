/** Options that say which records: a scope, as it is written in the graph and in addresses too. */
import { Option } from 'commander';
import { readScope, type ScopeInput } from '../domain/scope/scope.ts';
import type { Cli } from './context.ts';
import { EXIT } from './exit-codes.ts';
import { CliFailure } from './failure.ts';

export interface ScopeOptions {
  readonly types?: readonly string[];
  readonly region?: string;
  readonly county?: readonly string[];
  readonly company?: string;
  readonly zone?: string;
}

export function scopeOptions({ say }: Cli): readonly Option[] {
  return [
    new Option('--types <names>', say('记录类型，逗号分隔（默认全部）', 'record types, commas between (default: all)')).argParser(
      words,
    ),
    new Option('--region <code>', say('区划，含下级', 'a region with all that lies in it')),
    new Option('--county <codes>', say('区县代码，逗号分隔，可重复', 'counties, commas between, may be repeated')).argParser(
      words,
    ),
    new Option('--company <uscc>', say('一家企业的统一社会信用代码', 'one company, by its code')),
    new Option('--zone <name>', say('功能区', 'a development zone')),
  ];
}

/** @throws CliFailure */
export function scopeOf({ types, region, county, company, zone }: ScopeOptions): ScopeInput {
  const scope: ScopeInput = {
    ...(types === undefined ? {} : { recordTypes: types }),
    ...(region === undefined ? {} : { region }),
    ...(county === undefined ? {} : { counties: county }),
    ...(company === undefined ? {} : { company }),
    ...(zone === undefined ? {} : { zone }),
  };
  const read = readScope(scope);
  if (!read.ok) throw new CliFailure(read.problem, EXIT.usage);
  return scope;
}

function words(text: string, before: readonly string[] | undefined): readonly string[] {
  const given = text.split(',').map((word) => word.trim());
  return [...(before ?? []), ...given.filter((word) => word !== '')];
}
