/** Small registrations for feeding a hub directly, without a file. */
import type { Observation } from '../../src/domain/record/observation.ts';
import type { RegistrationContent } from '../../src/domain/record/registration.record.ts';
import { usccOf } from './uscc.ts';

export interface Given extends Partial<RegistrationContent> {
  readonly legalRepresentative?: string | undefined;
  readonly effectiveOn?: string | undefined;
  readonly sourceVersion?: number | undefined;
}

/** An observation of the n-th company; whatever is not given is the same for all. */
export function observed(n: number, given: Given = {}): Observation {
  const { legalRepresentative, effectiveOn, sourceVersion, ...content } = given;
  return {
    recordType: 'registration',
    key: usccOf(n),
    content: { name: `太原市第${n}物业服务有限公司`, origin: 'REGISTRY', region: '140105', ...content },
    personal: legalRepresentative === undefined ? {} : { legalRepresentative },
    ...(effectiveOn === undefined ? {} : { effectiveOn }),
    ...(sourceVersion === undefined ? {} : { sourceVersion }),
    warnings: [],
  };
}
