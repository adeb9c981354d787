import type { MetadataRecord } from '../metadata-record/metadata-record.ts';

/** The version of the metadata that we write: 4.3-IV0. */
const METADATA_VERSION = 30;

/** What a metadata log begins with: the features that are finalized in a new cluster. */
export const BOOTSTRAP_RECORDS: readonly MetadataRecord[] = [
  {
    type: 'FeatureLevelRecord',
    record: { name: 'metadata.version', featureLevel: METADATA_VERSION },
  },
];
