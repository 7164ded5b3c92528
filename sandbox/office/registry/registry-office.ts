/** The registry office of the city over HTTP, as docs/registry-http.md describes it. */
import { extended, type HttpOffice, type HttpOfficeOptions, startHttpOffice } from '../http-office.ts';
import { listing } from '../listing.ts';
import { RegistryCopy } from './registry-copy.ts';

export interface RegistryOffice extends HttpOffice {
  readonly copy: RegistryCopy;
}

/** @param copy its copy of the city, where it has a past or is shared with a file drop */
export async function startRegistryOffice(
  options: HttpOfficeOptions & { readonly copy?: RegistryCopy },
): Promise<RegistryOffice> {
  const copy = options.copy ?? new RegistryCopy(options.city);
  const office = await startHttpOffice(
    'registry',
    { '/subjects': listing(copy, (page) => ({ ...copy.spellPage(page) })) },
    [copy],
    options,
  );
  return extended(office, { copy });
}
