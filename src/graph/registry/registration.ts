/** `Registration` (登记). */
import { registrationFields } from '../../domain/record/registration.record.ts';
import { recordResolvers } from '../records.ts';
import type { RegistrationResolvers } from '../types.generated.ts';
import { fieldSince } from './field-history.ts';

export const registrationResolvers: RegistrationResolvers = { ...recordResolvers(registrationFields), fieldSince };
