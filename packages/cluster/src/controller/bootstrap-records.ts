import { ConfigResourceType } from '../config/config-resource.ts';
import type { MetadataRecord } from '../metadata-record/metadata-record.ts';

/** The level of `metadata.version` that we write: 4.3-IV0. */
export const METADATA_VERSION = 30;
const MIN_INSYNC_REPLICAS = 'min.insync.replicas';
const MIN_INSYNC_REPLICAS_DEFAULT = '1';

/**
 * What a metadata log begins with: the features that are finalized in a new cluster and, as a new
 * cluster of Kafka has it, `min.insync.replicas` for all brokers, so that brokers which were given
 * different values cannot disagree (KIP-966).
 */
export function bootstrapRecords(
  staticConfigs: ReadonlyMap<string, string>,
): readonly MetadataRecord[] {
  return [
    {
      type: 'FeatureLevelRecord',
      record: { name: 'metadata.version', featureLevel: METADATA_VERSION },
    },
    {
      type: 'ConfigRecord',
      record: {
        resourceType: ConfigResourceType.BROKER,
        resourceName: '',
        name: MIN_INSYNC_REPLICAS,
        value: staticConfigs.get(MIN_INSYNC_REPLICAS) ?? MIN_INSYNC_REPLICAS_DEFAULT,
      },
    },
  ];
}
