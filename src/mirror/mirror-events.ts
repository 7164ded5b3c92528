/** What a mirror tells while it is at work. */
import type { Problem } from '../domain/message/problem.ts';
import type { CheckKind, Fault } from './check.ts';
import type { CopyTotal, Difference } from './copy.ts';
import type { CopyState } from './copy-state.ts';
import type { Resume } from './mirror-error.ts';

export type MirrorEvent =
  /** Another process has kept the copy, and seems to be gone: its lease is about to run out. */
  | { readonly kind: 'WAITING'; readonly problem: Problem }
  | { readonly kind: 'OPENED'; readonly state: CopyState }
  /** It is being filled as of a position. */
  | { readonly kind: 'FILLING'; readonly position: number; readonly resumed: boolean }
  | { readonly kind: 'ROWS'; readonly recordType: string; readonly rows: number }
  | { readonly kind: 'DIFFERENCE'; readonly difference: Difference; readonly isRepair: boolean }
  | { readonly kind: 'IN_STEP'; readonly position: number; readonly total: CopyTotal }
  | { readonly kind: 'TAKEN'; readonly changes: number; readonly position: number; readonly head: number }
  | { readonly kind: 'CHECKED'; readonly how: CheckKind; readonly position: number; readonly total: CopyTotal }
  | { readonly kind: 'FAULT'; readonly fault: Fault }
  | { readonly kind: 'STRANGERS'; readonly removed: number }
  | { readonly kind: 'OTHER_FEED'; readonly resume: Resume; readonly position: number | null }
  | { readonly kind: 'POLLING' }
  | { readonly kind: 'RETRY'; readonly problem: Problem; readonly ms: number };

export type MirrorListener = (event: MirrorEvent) => void;
