/** One entry of the catalogue: the sentence and what to do about it, in both languages. `{name}` is a hole. */
export interface Message {
  readonly zh: string;
  readonly en: string;
  /** What the reader can do; empty where nothing can be done. */
  readonly todo: { readonly zh: string; readonly en: string };
}
