import type { RecordFamilyDeclaration } from './declaration.ts';
import { clusterMetadata } from './records/cluster-metadata.ts';
import { consumerOffsets } from './records/consumer-offsets.ts';
import { controlRecords } from './records/control-records.ts';
import { embedded } from './records/embedded.ts';
import { headers } from './records/headers.ts';
import { logFiles } from './records/log-files.ts';
import { remoteLogMetadata } from './records/remote-log-metadata.ts';
import { shareGroupState } from './records/share-group-state.ts';
import { transactionState } from './records/transaction-state.ts';

/** Every family of records and other messages that are no request or response. */
export const RECORD_FAMILIES: readonly RecordFamilyDeclaration[] = [
  clusterMetadata,
  consumerOffsets,
  controlRecords,
  embedded,
  headers,
  logFiles,
  remoteLogMetadata,
  shareGroupState,
  transactionState,
];
