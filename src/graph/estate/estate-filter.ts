/** The filter of estates as a client writes it, read and checked. */
import { readRegionCode } from '../../domain/region/region-tree.ts';
import { readZone } from '../../domain/scope/scope.ts';
import type { EstateFilter } from '../../feed/estates.ts';
import { valueOrThrow } from '../problem-error.ts';
import { distinct, readNamePart } from '../registry/company-filter.ts';
import type { EstateFilter as FilterInput } from '../types.generated.ts';

export function readEstateFilter(input: FilterInput): EstateFilter {
  const { region, zone, kind, serviceMode, serviceLevel, renovation, residential, inBuiltUpArea, nameContains } = input;
  return {
    ...(region == null ? {} : { region: valueOrThrow(readRegionCode(region), 'region') }),
    ...(zone == null ? {} : { zone: valueOrThrow(readZone(zone), 'zone') }),
    ...(kind == null ? {} : { kinds: distinct(kind) }),
    ...(serviceMode == null ? {} : { serviceModes: distinct(serviceMode) }),
    ...(serviceLevel == null ? {} : { serviceLevels: distinct(serviceLevel) }),
    ...(renovation == null ? {} : { renovations: distinct(renovation) }),
    ...(residential == null ? {} : { residential }),
    ...(inBuiltUpArea == null ? {} : { inBuiltUpArea }),
    ...readNamePart(nameContains),
  };
}
