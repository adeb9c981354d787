import { ErrorCode } from '@odradek/protocol';
import {
  type AlterConfigsResource,
  type AlterConfigsResourceResponse,
  defaultAlterConfigsResourceResponse,
  type IncrementalAlterConfigsRequest,
} from '@odradek/protocol/messages/44-incremental-alter-configs';

import type { BrokerConfigSources } from '../../config/broker-config-sources.ts';
import { ConfigResourceType } from '../../config/config-resource.ts';
import type { TopicsImage } from '../../image/topics-image.ts';
import type { MetadataRecord } from '../../metadata-record/metadata-record.ts';
import type { Refusal } from '../topics/place-replicas.ts';
import { planBrokerConfigs } from './broker-configs.ts';
import { invalidRequest } from './config-refusal.ts';
import { ConfigOperation } from './config-update.ts';
import { planGroupConfigs } from './group-configs.ts';
import { planTopicConfigs } from './topic-configs.ts';

/** Kafka's `QuorumController.MAX_RECORDS_PER_USER_OP`. */
const CONFIGS_PER_REQUEST_MAX = 10_000;

/** What a change of configs needs to know. */
export interface AlterConfigsContext {
  readonly topics: TopicsImage;
  /** Where the configs of the broker that was asked come from. */
  readonly configSources: BrokerConfigSources;
}

/** The records that change the configs, and the answer for each resource. */
export interface AlterConfigsPlan {
  readonly records: readonly MetadataRecord[];
  readonly responses: readonly AlterConfigsResourceResponse[];
}

/**
 * Decides which configs are changed; errors are per resource, and a resource is changed as a whole
 * or not at all (Kafka's `ConfigAdminManager.preprocess` and `ConfigurationControlManager`). Pure:
 * nothing changes until the records are replayed.
 */
export function planIncrementalAlterConfigs(
  request: IncrementalAlterConfigsRequest,
  context: AlterConfigsContext,
): AlterConfigsPlan {
  const excess = refuseExcess(request.resources);
  const records: MetadataRecord[] = [];
  const counts = new Map<string, number>();
  for (const resource of request.resources) {
    const key = resourceKey(resource);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const responses = request.resources.map((resource) => {
    const planned =
      excess ??
      (counts.get(resourceKey(resource)) === 1
        ? (refuseOperations(resource) ?? planResource(resource, context))
        : invalidRequest('Each resource must appear at most once.'));
    const { resourceType, resourceName } = resource;
    const response = { ...defaultAlterConfigsResourceResponse, resourceType, resourceName };
    if ('errorCode' in planned) return { ...response, ...planned };
    if (!request.validateOnly) for (const record of planned) records.push(record);
    return { ...response, errorCode: ErrorCode.NONE, errorMessage: null };
  });
  return { records, responses };
}

/** One batch of the metadata log has to hold all of them, for ever (`MAX_RECORDS_PER_USER_OP`). */
function refuseExcess(resources: readonly AlterConfigsResource[]): Refusal | undefined {
  const count = resources.reduce((sum, { configs }) => sum + configs.length, 0);
  if (count <= CONFIGS_PER_REQUEST_MAX) return undefined;
  return {
    errorCode: ErrorCode.POLICY_VIOLATION,
    errorMessage: 'Unable to perform excessively large batch operation.',
  };
}

function resourceKey({ resourceType, resourceName }: AlterConfigsResource): string {
  return `${resourceType} ${resourceName}`;
}

function refuseOperations({ configs }: AlterConfigsResource): Refusal | undefined {
  if (new Set(configs.map(({ name }) => name)).size < configs.length) {
    return invalidRequest('Error due to duplicate config keys');
  }
  const nulls = configs.filter(
    ({ configOperation, value }) => configOperation !== ConfigOperation.DELETE && value === null,
  );
  if (nulls.length === 0) return undefined;
  return invalidRequest(
    `Null value not supported for : ${nulls.map(({ name }) => name).join(', ')}`,
  );
}

function planResource(
  resource: AlterConfigsResource,
  context: AlterConfigsContext,
): readonly MetadataRecord[] | Refusal {
  switch (resource.resourceType) {
    case ConfigResourceType.TOPIC:
      return planTopicConfigs(resource, context.topics, context.configSources);
    case ConfigResourceType.BROKER:
      return planBrokerConfigs(resource, context.configSources);
    case ConfigResourceType.GROUP:
      return planGroupConfigs(resource, context.configSources);
    case ConfigResourceType.BROKER_LOGGER:
    case ConfigResourceType.CLIENT_METRICS:
      return {
        errorCode: ErrorCode.UNSUPPORTED_VERSION,
        errorMessage: 'Only the configs of topics, brokers and groups can be changed yet.',
      };
    default:
      return invalidRequest(`Unknown resource type ${resource.resourceType}`);
  }
}
