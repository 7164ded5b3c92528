/**
 * The tables, as Kysely types. What each is for stands in the migration that makes it.
 *
 * Instants are milliseconds since 1970 (UTC); dates are text `YYYY-MM-DD` (Asia/Shanghai); digests are 64 hex digits.
 * `until` holds 2^63−1 while a version is open: no JavaScript number can, so it is only ever read through `OPEN`.
 */
import type { Generated } from 'kysely';

/** `until` of a version that still holds. Written as a literal into SQL, never bound or read as a number. */
export const OPEN_UNTIL = '9223372036854775807';

export interface FeedTable {
  feed_id: string;
  parent_feed: string | null;
  common_position: number | null;
  suite: string;
  created_at: number;
}

export interface HeadTable {
  id: number;
  feed_id: string;
  position: number;
  recorded_at: number;
  chain: string;
  /** State digest of everything current. */
  digest: string;
  records: number;
  /** The same of what the lesser levels see, at the position `leveled_to`. */
  digest_shared: Generated<string>;
  digest_public: Generated<string>;
  records_shared: Generated<number>;
  records_public: Generated<number>;
  /** As far as the columns of the lesser levels are filled, of versions too. */
  leveled_to: Generated<number>;
  /** Grows whenever derived rows are made again. */
  remade: Generated<number>;
  /** The key of the HMAC that notices changes of personal values; hex. Never leaves the hub. */
  hub_key: string;
}

export interface VersionTable {
  position: number;
  record_type: string;
  record_key: string;
  previous: number | null;
  until: string | number;
  kind: string;
  stage: string | null;
  corrects: number | null;
  history_only: number;
  effective_on: string | null;
  source: string;
  source_version: number | null;
  run_id: number | null;
  received_at: number;
  recorded_at: number;
  hash: string;
  /** Of what a level sees; null where that is all that the level above sees. */
  hash_shared: Generated<string | null>;
  hash_public: Generated<string | null>;
  /** The lowest level that sees anything move: its place in LEVELS. */
  seen_from: Generated<number>;
  commitments: string | null;
  chain: string;
  fingerprint: string | null;
  content: string | null;
  /** The newest version of the source's own under which it was stated again; null where it never was. */
  seen_version: Generated<number | null>;
  /** The paper that the step rests on, where its sender names one; JSON. */
  grounds: Generated<string | null>;
}

export interface PersonalTable {
  /** 0 = a version (holder is its position), 1 = a quarantined wire record (holder is its id), 2 = a challenge (its id). */
  holder_kind: number;
  holder: number;
  field: string;
  salt: string;
  value: string;
}

export interface ErasureTable {
  position: number;
  field: string;
  erased_at: number;
  ground: string;
}

export interface LinkTable {
  kind: string;
  value: string;
  position: number;
}

export interface IdentifierTable {
  kind: string;
  value: string;
  /** A company's USCC, an estate's id. */
  subject: string;
  record_type: string;
  since: number;
  until: string | number;
}

/** Whose record a version is, while it holds. */
export interface RelationTable {
  record_type: string;
  kind: string;
  value: string;
  until: string | number;
  position: number;
}

/** What a quarantined record waits for: a number, a name or a code that the hub does not know yet. */
export interface LackTable {
  quarantine_id: number;
  kind: string;
  value: string;
}

export interface ScopeDigestTable {
  record_type: string;
  /** The county, or an empty text for records of no known county. */
  county: string;
  digest: string;
  /** Of what the lesser levels see, at `head.leveled_to`. */
  digest_shared: Generated<string>;
  digest_public: Generated<string>;
  records: number;
}

/** One row for each version of a registration, with the columns that filters and orders use. */
export interface RegistrationTable {
  position: number;
  record_key: string;
  until: string | number;
  name: string;
  status: string | null;
  company_type: string | null;
  region: string | null;
  industry: string | null;
  established_on: string | null;
  origin: string;
  parent_uscc: string | null;
  scope_reasons: string;
}

export interface RunTable {
  id: Generated<number>;
  source: string;
  /** `delta`, or `full:` and the county, or `full:*`. */
  mode: string;
  state: string;
  input: string | null;
  input_fingerprint: string | null;
  saved_row: number;
  /** Where in an interface the run stands, in words of its connector; null for a file. */
  saved_cursor: string | null;
  started_at: number;
  updated_at: number;
  finished_at: number | null;
  attempts: number;
  counts: string;
  problem: string | null;
  position: number | null;
  /** Record types that its input may hold, with commas; null in runs from before this was kept. */
  record_types: Generated<string | null>;
  /** The head when it began. */
  start_position: Generated<number | null>;
  decision: Generated<string | null>;
  decided_by: Generated<string | null>;
  decided_at: Generated<number | null>;
  decision_reason: Generated<string | null>;
}

/** Which listings of a region bring a record that lies outside one of them. */
export interface DeliveredTable {
  source: string;
  record_type: string;
  record_key: string;
  region: string;
}

export interface KeySeenTable {
  run_id: number;
  record_type: string;
  record_key: string;
}

export interface QuarantineTable {
  id: Generated<number>;
  source: string;
  run_id: number | null;
  input_row: number | null;
  /** HMAC of the wire record under the hub key: the same record does not wait twice. */
  wire_digest: string;
  wire: string;
  problems: string;
  record_type: string | null;
  record_key: string | null;
  state: string;
  created_at: number;
  decided_at: number | null;
  position: number | null;
  /** What was said about the rows of its delivery; JSON. */
  reading: Generated<string | null>;
  /** Who sent it, where it was pushed; null where the hub fetched it. */
  sender: Generated<string | null>;
}

/** What a sender sent by itself. */
export interface PushTable {
  id: Generated<number>;
  /** 回执 number. */
  receipt: string;
  sender: string;
  idempotency_key: string | null;
  source: string;
  record_type: string;
  /** SHA-256 of the body as it came. */
  body_digest: string;
  run_id: number;
  received_at: number;
  /** What the sender was answered, without the records; null while the push is under way. JSON. */
  summary: string | null;
}

/** What became of the records of one batch of a push. */
export interface PushPartTable {
  push_id: number;
  /** The last row of the input that the batch reaches. */
  last_row: number;
  /** JSON objects, one to a line. */
  records: string;
}

export interface ChallengeTable {
  id: Generated<number>;
  record_type: string;
  record_key: string;
  /** The version that is disputed. */
  position: number;
  field: string;
  /** What the party holds to be right; JSON. Null where it gives nothing, and where the field is a personal one. */
  own_value: string | null;
  reason: string;
  challenger: string;
  /** The source that has to answer. */
  owner: string;
  state: string;
  raised_at: number;
  due_on: string;
  settled_at: number | null;
  /** The position that corrects what was disputed. */
  correction: number | null;
}

export interface ChallengeStepTable {
  challenge_id: number;
  step: number;
  act: string;
  party: string;
  owner: string;
  remark: string | null;
  taken_at: number;
}

export interface SourceTable {
  name: string;
  last_attempt_at: number | null;
  last_success_at: number | null;
  last_run_id: number | null;
  last_outcome: string | null;
}

/** How far an interface of a source has been followed. */
export interface SourceCursorTable {
  source: string;
  stream: string;
  place: string;
  moved_at: number;
}

export interface LeaseTable {
  name: string;
  holder: string;
  fence: number;
  expires_at: number;
}

export interface JobTable {
  name: string;
  /** The expression that its last runner went by. */
  schedule: string;
  /** In a row, up to now. */
  failures: number;
  /** After a failure: not before. */
  next_attempt_at: number | null;
  last_success_at: number | null;
  /** Since when it has failed so often that a person should look. */
  alert_since: number | null;
}

export interface JobRunTable {
  id: Generated<number>;
  job: string;
  /** Null for a run by hand. */
  due_at: number | null;
  /** How many due times before it went by unseen and are made up for by this one. */
  missed: number;
  state: string;
  attempts: number;
  /** How many of the attempts were cut off together with their process and taken up again. */
  cut_offs: Generated<number>;
  started_at: number;
  finished_at: number | null;
  /** What it did, in the ledger of its kind: for a sync the number of its run. */
  run_id: number | null;
  problem: string | null;
}

/** A status sheet that was printed. */
export interface SheetTable {
  code: string;
  uscc: string;
  feed_id: string;
  position: number;
  issued_at: number;
  /** How fresh each source was then; JSON. */
  sources: string;
}

/** A company as a search knows it; the index follows the feed. */
export interface SearchCompanyTable {
  /** The position that first brought it: the same in every index over one feed. */
  id: number;
  uscc: string;
  status: string | null;
  /** Names and codes; JSON. Empty once the record has ended. */
  texts: string;
}

/** Grams of companies, many to a row. */
export interface SearchPostingTable {
  tier: number;
  gram: number;
  piece: number;
  run: number;
  /** Postings of the gram in the run, all pieces together. */
  total: number;
  postings: Uint8Array;
}

/** What one step of the follower, or one merge, wrote. */
export interface SearchRunTable {
  run: number;
  tier: number;
  postings: number;
}

/** One row: how far the index has followed. */
export interface SearchStateTable {
  id: number;
  position: number;
  /** Grows with every change of the index. */
  generation: number;
}

export interface MigrationTable {
  name: string;
  applied_at: number;
}

export interface Schema {
  feed: FeedTable;
  head: HeadTable;
  version: VersionTable;
  personal: PersonalTable;
  erasure: ErasureTable;
  link: LinkTable;
  identifier: IdentifierTable;
  relation: RelationTable;
  lack: LackTable;
  scope_digest: ScopeDigestTable;
  registration: RegistrationTable;
  run: RunTable;
  key_seen: KeySeenTable;
  delivered: DeliveredTable;
  quarantine: QuarantineTable;
  push: PushTable;
  push_part: PushPartTable;
  challenge: ChallengeTable;
  challenge_step: ChallengeStepTable;
  source: SourceTable;
  source_cursor: SourceCursorTable;
  lease: LeaseTable;
  sheet: SheetTable;
  job: JobTable;
  job_run: JobRunTable;
  search_company: SearchCompanyTable;
  search_posting: SearchPostingTable;
  search_run: SearchRunTable;
  search_state: SearchStateTable;
  migration: MigrationTable;
}
