/** `Registration`: the fields as the viewer may see them, and where they come from. */
import { registrationFields } from '../../domain/record/registration.record.ts';
import type { Pin } from '../../feed/position.ts';
import type { RecordView } from '../../feed/read.ts';
import type { RegistrationResolvers } from '../types.generated.ts';
import { fieldSince } from './field-history.ts';

/** A registration and the moment that it is asked about. */
export interface RegistrationAt extends RecordView {
  readonly pin: Pin;
}

/** One resolver for each field of the record type: a field added there and in the schema needs nothing here. */
const fields = Object.fromEntries(
  Object.keys(registrationFields).map((name) => [name, (view: RecordView) => view.fields[name] ?? null]),
);

export const registrationResolvers: RegistrationResolvers = { ...fields, provenance: (view) => view, fieldSince };
