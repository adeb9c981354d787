import type { RecordFamilyDeclaration } from '../declaration.ts';
import { brokersRecords } from './cluster-metadata/brokers.ts';
import { topicsRecords } from './cluster-metadata/topics.ts';
import { settingsRecords } from './cluster-metadata/settings.ts';
import { securityRecords } from './cluster-metadata/security.ts';
import { logRecords } from './cluster-metadata/log.ts';

export const clusterMetadata: RecordFamilyDeclaration = {
  name: 'cluster-metadata',
  about: 'Records of `__cluster_metadata`: the metadata of the cluster (KIP-500).',
  records: [
    ...brokersRecords,
    ...topicsRecords,
    ...settingsRecords,
    ...securityRecords,
    ...logRecords,
  ],
};
