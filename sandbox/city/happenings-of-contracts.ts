/** What happens to service contracts: they are signed, renewed, ended and handed over (小区易主), and corrected. */
import { addDays } from '../calendar.ts';
import { type Affair, affair, changes, type Outcome, operates, type Plot, type Scene, type Step, toldBy } from './affair.ts';
import { clientOf, END_REASONS } from './contract-founding.ts';
import { rounded } from './estate-founding.ts';
import type { FactHappeningKinds } from './fact-happening.ts';
import type { Contract, Estate } from './facts.ts';
import type { Party } from './party.ts';

const runs = ({ endedOn }: Contract): boolean => endedOn === null;

export const contractHappenings: Readonly<Record<FactHappeningKinds['contract'], Affair>> = {
  'contract-signed': affair({
    zh: '签订物业服务合同',
    of: 'estate',
    weight: 8,
    happensTo: ({ number, mergedInto }, city) => mergedInto === null && city.contractsOfEstate(number).length === 0,
    happen(estate, scene) {
      const server = scene.city.someServer(scene.chance);
      const { contract, next } = sign(scene, server, [estate]);
      const served: Estate = { ...estate, serviceMode: 'PROFESSIONAL', serviceLevel: contract.level };
      return {
        steps: [
          { subject: 'contract', kind: 'contract-signed', after: contract },
          ...(estate.serviceMode === 'PROFESSIONAL'
            ? []
            : [{ subject: 'estate', kind: 'service-mode-changed', after: served } satisfies Step<'estate'>]),
        ],
        next,
      };
    },
  }),

  'contract-renewed': affair({
    zh: '合同续签',
    of: 'contract',
    weight: 8,
    happensTo: (contract, city) => runs(contract) && operates(contract.company, city),
    happen: (contract, { day, chance }) =>
      changes('contract', 'contract-renewed', {
        ...contract,
        termTo: addDays(contract.termTo > day ? contract.termTo : day, 365 * chance.whole(1, 3)),
        filedOn: day,
        fee: chance.happens(0.3) ? rounded(contract.fee * 1.1) : contract.fee,
      }),
  }),

  'contract-ended': affair({
    zh: '合同终止',
    of: 'contract',
    weight: 6,
    happensTo: (contract) => runs(contract),
    happen(contract, { city, day, chance }) {
      const endReason = operates(contract.company, city) ? chance.pick(END_REASONS) : '企业注销、吊销';
      const next: Plot[] = [{ kind: 'contract-handed-over', number: contract.number, inDays: chance.whole(3, 15) }];
      return changes('contract', 'contract-ended', { ...contract, endedOn: day, endReason }, { next });
    },
  }),

  'contract-handed-over': affair({
    zh: '移交，由新企业接管',
    of: 'contract',
    weight: 0,
    happensTo: ({ endedOn, handedOverOn }) => endedOn !== null && handedOverOn === null,
    happen(contract, scene): Outcome {
      const handedOver = { ...contract, handedOverOn: scene.day };
      const estates = contract.estates
        .flatMap(({ estate }) => scene.city.estate(estate) ?? [])
        .filter(({ mergedInto }) => mergedInto === null);
      const [first, ...others] = estates;
      const isTaken = first !== undefined && scene.city.contractsOfEstate(first.number).length > 0;
      if (first === undefined || isTaken || scene.chance.happens(0.25)) {
        // Nobody takes over: the owners or the community see to it.
        const next = estates.map(
          ({ number }) => ({ kind: 'service-mode-changed', number, inDays: scene.chance.whole(1, 5) }) as const,
        );
        return changes('contract', 'contract-handed-over', handedOver, { next });
      }
      const server = otherServer(scene, contract.company);
      const signed = sign(scene, server, [first, ...others]);
      const after: Contract = { ...handedOver, successor: { company: server.company, uscc: server.uscc } };
      return {
        steps: [
          { subject: 'contract', kind: 'contract-handed-over', after },
          { subject: 'contract', kind: 'contract-signed', after: signed.contract },
        ],
        next: signed.next,
      };
    },
  }),

  'contract-corrected': affair({
    zh: '合同备案信息更正',
    of: 'contract',
    weight: 4,
    happensTo: (contract) => runs(contract),
    happen(contract, scene) {
      const told = toldBy(scene, '长住建更', 'CORRECTED', '物业费录入有误');
      return changes('contract', 'contract-corrected', { ...contract, fee: rounded(contract.fee + 0.1) }, { told });
    },
  }),
};

/** A new contract, and the filing that should follow where its company has none in the county. */
function sign(scene: Scene, server: Party, estates: readonly [Estate, ...Estate[]]) {
  const { chance, day } = scene;
  const number = scene.newNumber('contract');
  const signedOn = addDays(day, -chance.whole(3, 12));
  const [first] = estates;
  const contract = scene.found.contract.signed(number, {
    server,
    estates,
    client: clientOf(chance, first, signedOn),
    signedOn,
    years: chance.pick([1, 2, 3, 3]),
  });
  const isFiled = scene.city.filingsOf(server.company).some(({ county }) => county === first.county);
  const next: readonly Plot[] =
    isFiled || chance.happens(0.2) ? [] : [{ kind: 'filing-submitted', number, inDays: chance.whole(1, 15) }];
  return { contract: { ...contract, filedOn: day }, next };
}

function otherServer(scene: Scene, than: number): Party {
  let server = scene.city.someServer(scene.chance);
  for (let tries = 0; server.company === than && tries < 20; tries++) server = scene.city.someServer(scene.chance);
  return server;
}
