/**
 * The one catalogue of messages, composed of one file per area. The type asks for both languages of every
 * entry, a test asks that neither is empty and that both have the same holes.
 */
import { backupMessages } from './backup.messages.ts';
import { challengeMessages } from './challenge.messages.ts';
import { cliMessages } from './cli.messages.ts';
import { counterMessages } from './counter.messages.ts';
import { damagedMessages } from './damaged.messages.ts';
import { databaseMessages } from './database.messages.ts';
import { documentMessages } from './document.messages.ts';
import { estateMessages } from './estate.messages.ts';
import { exchangeMessages } from './exchange.messages.ts';
import { exportMessages } from './export.messages.ts';
import { exportFileMessages } from './export-file.messages.ts';
import { federationMessages } from './federation.messages.ts';
import { fileMessages } from './file.messages.ts';
import { filingMessages } from './filing.messages.ts';
import { graphMessages } from './graph.messages.ts';
import { hubMessages } from './hub.messages.ts';
import { identifierMessages } from './identifier.messages.ts';
import { inputMessages } from './input.messages.ts';
import { jobMessages } from './job.messages.ts';
import { joiningMessages } from './joining.messages.ts';
import { levelMessages } from './level.messages.ts';
import { mirrorMessages } from './mirror.messages.ts';
import { momentMessages } from './moment.messages.ts';
import { outPathMessages } from './out-path.messages.ts';
import { pushMessages } from './push.messages.ts';
import { queryLimitMessages } from './query-limit.messages.ts';
import { readMessages } from './read.messages.ts';
import { regionMessages } from './region.messages.ts';
import { runMessages } from './run.messages.ts';
import { searchMessages } from './search.messages.ts';
import { sourceMessages } from './source.messages.ts';
import { streamMessages } from './stream.messages.ts';
import { tableMessages } from './table.messages.ts';
import { valueMessages } from './value.messages.ts';
import { workbookMessages } from './workbook.messages.ts';

export const catalogue = {
  ...identifierMessages,
  ...inputMessages,
  ...valueMessages,
  ...regionMessages,
  ...fileMessages,
  ...tableMessages,
  ...streamMessages,
  ...hubMessages,
  ...momentMessages,
  ...graphMessages,
  ...queryLimitMessages,
  ...cliMessages,
  ...workbookMessages,
  ...counterMessages,
  ...jobMessages,
  ...sourceMessages,
  ...readMessages,
  ...searchMessages,
  ...runMessages,
  ...challengeMessages,
  ...joiningMessages,
  ...estateMessages,
  ...filingMessages,
  ...exchangeMessages,
  ...pushMessages,
  ...documentMessages,
  ...federationMessages,
  ...levelMessages,
  ...databaseMessages,
  ...damagedMessages,
  ...mirrorMessages,
  ...backupMessages,
  ...exportMessages,
  ...exportFileMessages,
  ...outPathMessages,
} as const;

export type MessageCode = keyof typeof catalogue;
