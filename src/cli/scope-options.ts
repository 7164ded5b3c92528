/** Options that say which records: a scope, as it is written in the graph and in addresses too. */
import { Option } from 'commander';
import { readAskedUscc } from '../domain/identifier/asked-uscc.ts';
import { readScope, type ScopeInput } from '../domain/scope/scope.ts';
import type { Cli } from './context.ts';
import { EXIT } from './exit-codes.ts';
import { CliFailure } from './failure.ts';
import { word, words } from './option-values.ts';

/** A scope but for its types. */
export interface PlaceOptions {
  readonly region?: string;
  readonly county?: readonly string[];
  readonly company?: string;
  readonly zone?: string;
}

export interface ScopeOptions extends PlaceOptions {
  readonly types?: readonly string[];
}

export function placeOptions({ say }: Cli): readonly Option[] {
  return [
    new Option('--region <code>', say('区划，含下级', 'a region with all that lies in it')).argParser(word),
    new Option('--county <codes>', say('区县代码，逗号分隔，可重复', 'counties, commas between, may be repeated')).argParser(
      words,
    ),
    new Option('--company <uscc>', say('一家企业的统一社会信用代码', 'one company, by its code')).argParser(word),
    new Option('--zone <name>', say('功能区', 'a development zone')).argParser(word),
  ];
}

export function scopeOptions(cli: Cli): readonly Option[] {
  const types = cli.say('记录类型，逗号分隔（默认全部）', 'record types, commas between (default: all)');
  return [new Option('--types <names>', types).argParser(words), ...placeOptions(cli)];
}

/** @throws CliFailure where a part of it is wrong, whatever else the command needs */
export function scopeOf({ types, region, county, company, zone }: ScopeOptions): ScopeInput {
  const code = company === undefined ? undefined : readAskedUscc(company);
  if (code?.ok === false) throw new CliFailure(code.problem, EXIT.usage);
  const scope: ScopeInput = {
    ...(types === undefined ? {} : { recordTypes: types }),
    ...(region === undefined ? {} : { region }),
    ...(county === undefined ? {} : { counties: county }),
    ...(code === undefined ? {} : { company: code.value }),
    ...(zone === undefined ? {} : { zone }),
  };
  const read = readScope(scope);
  if (!read.ok) throw new CliFailure(read.problem, EXIT.usage);
  return scope;
}
