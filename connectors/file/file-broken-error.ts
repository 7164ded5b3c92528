import { DeliveryError } from '../delivery-error.ts';

/** The file itself broke off: truncated, damaged or unreadable from a row on. */
export class FileBrokenError extends DeliveryError {
  override readonly name = 'FileBrokenError';
}
