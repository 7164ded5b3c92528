/**
 * A field of a record type as data: what it is called, what it may hold, who may see it and on which ground.
 * Shape, validation, masking, the data catalogue and the exports all read these definitions.
 */
import type { CodeTable } from '../code/code-table.ts';

/**
 * Who a field is for. PUBLIC: anybody. PUBLIC_BY_DUTY: personal, yet ordered to be published. SHARED: between the
 * authorities. RESTRICTED: only those who need it for their own duty.
 */
export type DataClass = 'PUBLIC' | 'PUBLIC_BY_DUTY' | 'SHARED' | 'RESTRICTED';

export interface Field {
  /**
   * `date` is `YYYY-MM-DD` in Asia/Shanghai; `decimal` a plain decimal string; `integer` a whole number of things that are
   * counted; `texts` a list of strings; `list` a list of rows.
   */
  readonly type: 'text' | 'date' | 'decimal' | 'integer' | 'boolean' | 'texts' | 'list';
  readonly zh: string;
  readonly en: string;
  readonly class: DataClass;
  /** The legal ground of the class. */
  readonly basis: string;
  /** A personal value: kept in the side table only, never in content. */
  readonly personal?: true;
  readonly required?: true;
  /** Of a text: the table that its values are of. */
  readonly codes?: CodeTable<string>;
  /** The columns of a `list`; none of them personal. */
  readonly of?: Readonly<
    Record<string, { readonly type: 'text' | 'date' | 'decimal'; readonly zh: string; readonly en: string }>
  >;
}

export type Fields = Readonly<Record<string, Field>>;

type ValueOf<F extends Field> = F extends { readonly codes: CodeTable<infer V> }
  ? V
  : F['type'] extends 'boolean'
    ? boolean
    : F['type'] extends 'integer'
      ? number
      : F['type'] extends 'texts'
        ? readonly string[]
        : F['type'] extends 'list'
          ? readonly Readonly<{ [K in keyof NonNullable<F['of']>]?: string }>[]
          : string;

type PersonalKeys<D extends Fields> = { [K in keyof D]: D[K] extends { personal: true } ? K : never }[keyof D];
type RequiredKeys<D extends Fields> = { [K in keyof D]: D[K] extends { required: true } ? K : never }[keyof D];

/** The content of a record: its fields without the personal ones. What a source does not give is absent, never null. */
export type ContentOf<D extends Fields> = {
  readonly [K in Exclude<RequiredKeys<D>, PersonalKeys<D>>]: ValueOf<D[K]>;
} & {
  readonly [K in Exclude<keyof D, RequiredKeys<D> | PersonalKeys<D>>]?: ValueOf<D[K]>;
};

/** The personal values of a record, by field. */
export type PersonalOf<D extends Fields> = { readonly [K in PersonalKeys<D>]?: string };
