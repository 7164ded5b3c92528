/** `Company`: one code at one moment. Everything else about it is read when a field asks for it. */
import { seesEachOf } from '../../access/present.ts';
import type { RecordType } from '../../domain/record/record-type.ts';
import { type RegistrationContent, scopeReasonsOf } from '../../domain/record/registration.record.ts';
import { isOneCode } from '../../feed/code-replacements.ts';
import { isCompanyNamed } from '../../feed/companies.ts';
import { STAGE_SOURCES, stageOf } from '../../feed/company-records.ts';
import { formatAt, type Pin } from '../../feed/position.ts';
import { isProblem, type OpenRecord } from '../../feed/read.ts';
import { type Soon, soon } from '../../feed/soon.ts';
import type { BriefPage } from '../brief-page.ts';
import type { GraphContext } from '../context.ts';
import { lookAhead } from '../look-ahead.ts';
import { problemError } from '../problem-error.ts';
import { type RecordAt, recordAt } from '../records.ts';
import { refuseMistyped } from '../require-code.ts';
import { selectionOf } from '../selection.ts';
import type { CompanyResolvers, Origin, QueryResolvers } from '../types.generated.ts';
import { fieldHistory } from './field-history.ts';

/** A reference to a company: the key of the entity, `uscc at`. Any subgraph can make one without reading anything. */
export interface CompanyAt {
  readonly uscc: string;
  readonly pin: Pin;
  /** What was read of it where its selection asks for little. */
  readonly brief?: BriefPage | undefined;
}

export const companyQuery: NonNullable<QueryResolvers['company']> = async (
  _root,
  { uscc, at, validOn, maxStaleness },
  context,
  info,
) => {
  const pin = await context.pin(at, validOn);
  // A demand of its own is made of the registry; that of the request each field meets for its own source.
  if (maxStaleness != null) await context.requireFresh('registry', maxStaleness);
  await lookAhead([uscc], pin, selectionOf(info), context);
  // A registration answers most of the time, and is asked for next: it is looked for first, the links after it.
  const registration = await context.records.load('registration', uscc, pin);
  if (registration !== null || (await isCompanyNamed(context.hub, uscc, pin.position))) return { uscc, pin };
  refuseMistyped(uscc, 'uscc');
  await context.requireHeard('registry');
  return null;
};

export const companyResolvers: CompanyResolvers = {
  at: ({ pin }) => formatAt(pin),
  async inScope(company, _args, context) {
    const known = { uscc: company.uscc, pin: { position: company.pin.position, validOn: null } };
    const [view, filings, contracts] = await Promise.all([
      registrationOf(known, context),
      recordsOfCompany(known, 'company-filing', context),
      recordsOfCompany(known, 'service-contract', context),
    ]);
    return [
      ...(view === null ? [] : scopeReasonsOf(view.fields as unknown as RegistrationContent)),
      ...(filings.length === 0 ? [] : (['FILED'] as const)),
      ...(contracts.length === 0 ? [] : (['CONTRACT'] as const)),
    ];
  },
  async stage(company, _args, context) {
    for (const source of STAGE_SOURCES) await context.requireSource(source);
    const [registration, taxpayers, filings, contracts, today] = await Promise.all([
      registrationOf(company, context),
      recordsOfCompany(company, 'taxpayer', context),
      recordsOfCompany(company, 'company-filing', context),
      recordsOfCompany(company, 'service-contract', context),
      context.today(company.pin),
    ]);
    return stageOf({ registration, taxpayers, filings, contracts }, today);
  },
  async origin(company, _args, context) {
    const view = await knownRegistration(company, context);
    return view === null ? 'NAMED' : (view.fields.origin as Origin);
  },
  async parent(company, _args, context) {
    const view = await statedRegistration(company, context);
    const uscc = view?.fields.parentUscc;
    if (typeof uscc !== 'string') return null;
    return presentCompany(uscc, company.pin, context);
  },
  registration(company, _args, context) {
    const brief = company.brief?.registration(company.uscc);
    if (brief !== undefined) return brief;
    return soon(statedRegistration(company, context), (view) => (view === null ? null : recordAt(view, company.pin)));
  },
  async replacedBy({ uscc, pin }, _args, { successors }) {
    const successor = await successors.load(uscc, pin.position);
    return successor === null ? null : { uscc: successor.code, pin };
  },
  formerCodes: async ({ uscc, pin }, _args, { formerCodes }) => [...(await formerCodes.load(uscc, pin.position))],
  fieldHistory,
};

/** The company that goes on in place of one that a record names by a code which may have been replaced since. */
export async function presentCompany(uscc: string, pin: Pin, context: GraphContext): Promise<CompanyAt> {
  const successor = await context.successors.load(uscc, pin.position);
  return { uscc: successor?.code ?? uscc, pin };
}

/** The records of a type that a company has, under whichever code it had; what was merged into it keeps its own. */
export function recordsOfCompany({ uscc, pin }: CompanyAt, recordType: string, context: GraphContext): Soon<readonly RecordAt[]> {
  const { related } = context;
  const ofCode = (value: string) => related.load(recordType, { kind: 'company', value }, pin);
  return soon(ofEachCode({ uscc, pin }, ofCode, context), (lists) =>
    lists.flatMap((records) => records.map((record) => recordAt(record, pin))),
  );
}

/** How many records of a type `recordsOfCompany` finds, without a look at what they say where the viewer sees all of them. */
export function countOfCompany(
  { uscc, pin }: CompanyAt,
  type: Pick<RecordType, 'name' | 'fields'>,
  context: GraphContext,
): Soon<number> {
  const { related, viewer } = context;
  if (pin.validOn !== null || !seesEachOf(type, viewer)) {
    return soon(recordsOfCompany({ uscc, pin }, type.name, context), ({ length }) => length);
  }
  const ofCode = (value: string) => related.count(type.name, { kind: 'company', value }, pin);
  return soon(ofEachCode({ uscc, pin }, ofCode, context), (numbers) => numbers.reduce((sum, number) => sum + number, 0));
}

/** What there is of each code that a company had. Nearly always it is one, and is asked for before that is known. */
function ofEachCode<T>({ uscc, pin }: CompanyAt, ofCode: (code: string) => Soon<T>, context: GraphContext): Soon<readonly T[]> {
  const { hub, lineages } = context;
  const own = ofCode(uscc);
  const reaching = hub.reads.replacements.reach(pin.position);
  // Both are under way already.
  const found = reaching === undefined ? own : reaching.then(() => own);
  return soon(found, (first) => {
    if (isOneCode(hub, uscc, pin.position)) return [first];
    return lineages.load(uscc, pin.position).then((lineage) => Promise.all(lineage.map(({ code }) => ofCode(code))));
  });
}

/** As it was true on the pin's date; NOT_KNOWN_THEN is an error of the field that asks. */
function registrationOf({ uscc, pin }: CompanyAt, context: GraphContext): Soon<OpenRecord | null> {
  return soon(context.records.load('registration', uscc, pin), (answer) => {
    if (answer !== null && isProblem(answer)) throw problemError(answer);
    return answer;
  });
}

/** The same for whoever wants to hear it from its source, which for a company from elsewhere is not the registry. */
function statedRegistration(company: CompanyAt, context: GraphContext): Soon<OpenRecord | null> {
  return soon(registrationOf(company, context), (view) => {
    const required = context.requireSource(view?.source ?? 'registry');
    return required === undefined ? view : required.then(() => view);
  });
}

/** As it is known at the position, whatever the date: why the hub holds a company is no fact of the past. */
function knownRegistration({ uscc, pin }: CompanyAt, context: GraphContext): Soon<OpenRecord | null> {
  return registrationOf({ uscc, pin: { position: pin.position, validOn: null } }, context);
}
