/** A query or subscription that the hub knows by name, with the types of what it takes and gives. */
export interface Operation<Data, Variables> {
  readonly name: string;
  /** Its text as it is sent. */
  readonly text: string;
  /** SHA-256 of the text, 64 hex digits: what a hub that takes only queries it knows is sent instead. */
  readonly sha256: string;
  /** Of the types alone; there is no such value. */
  readonly typesOf?: (variables: Variables) => Data;
}

/** A query of which one list is read page by page. */
export interface PagedOperation<Data, Variables extends PageVariables> extends Operation<Data, Variables> {
  /** Where in the data the list stands. */
  readonly list: readonly string[];
}

/** What the query of a list takes besides. */
export interface PageVariables {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}
