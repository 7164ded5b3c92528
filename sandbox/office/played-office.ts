/** An office as who plays with the city sees it: what it has sent, what it does wrong. */
import type { FailingRequests } from './failing-requests.ts';
import type { FaultPlan, FaultSent } from './lagging-copy.ts';

export const OFFICE_NAMES = ['registry', 'filing', 'estate', 'tax'] as const;
export type OfficeName = (typeof OFFICE_NAMES)[number];

export function isOfficeName(name: unknown): name is OfficeName {
  return (OFFICE_NAMES as readonly unknown[]).includes(name);
}

/** What every copy is, whatever it is of. */
export interface PlayedCopy {
  readonly head: number;
  readonly healed: boolean;
  readonly struck: Readonly<Record<string, number | undefined>>;
  readonly faultsSent: readonly FaultSent[];
  readonly faultPlan: FaultPlan;
  readonly faultKinds: readonly string[];
  setFaults(kinds: readonly string[]): void;
}

export interface PlayedOffice {
  readonly name: OfficeName;
  readonly copies: readonly PlayedCopy[];
  readonly failing: FailingRequests;
}

/** Faults of data that an office can be told to make. */
export function dataFaultKindsOf({ copies }: PlayedOffice): readonly string[] {
  return [...new Set(copies.flatMap(({ faultKinds }) => faultKinds))];
}
