/** The registry office's copy of the city's companies. */
import type { City } from '../../city/city.ts';
import type { Company } from '../../city/company.ts';
import type { Change } from '../../city/happening.ts';
import { type FaultPlan, LaggingCopy, type Page } from '../lagging-copy.ts';
import { registryFaults } from './registry-faults.ts';
import { type AlterationRow, alterationRow, type SubjectRow, subjectRow } from './subject-row.ts';

/** What names a faulty row: its ids as it had them, and its name, empty where that is the fault. */
export interface SubjectNaming {
  readonly pripid: string;
  readonly uscc: string;
  readonly name: string;
}

export class RegistryCopy extends LaggingCopy<Company, SubjectRow, Change, SubjectNaming> {
  readonly city: City;

  constructor(city: City, plan?: FaultPlan) {
    super(
      {
        topic: 'faults',
        seed: city.seed,
        today: () => city.day,
        size: city.size,
        onFirstDay: (number) => city.companyOnFirstDay(number),
        updatesOn: (day) => city.happeningsOn(day).map(({ changes, ...update }) => ({ ...update, notes: changes })),
        isThere: () => true,
        spell: (company) => subjectRow(company, city.seed),
        liesIn: ({ place }, scope) => place.town.startsWith(scope),
        sameKey: (one, other) => one.uscc === other.uscc,
        news: 'LATEST',
        faults: registryFaults,
        naming: ({ PRIPID: pripid, UNISCID: uscc, ENTNAME: name }) => ({ pripid, uscc, name }),
      },
      plan,
    );
    this.city = city;
  }

  /** The rows of a page and their change rows, spelt. */
  spellPage({ rows }: Page<Company, SubjectRow, Change>): {
    readonly subjects: readonly SubjectRow[];
    readonly alterations: readonly AlterationRow[];
  } {
    const subjects = rows.map((listed) => this.spell(listed));
    const alterations = rows.flatMap(({ subject, notes }) =>
      notes.map((change) => alterationRow(change, subject, this.city.seed)),
    );
    return { subjects, alterations };
  }
}
