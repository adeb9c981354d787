import { type BrokerConfigSources, ConfigResourceType, invalidTopicName } from '@odradek/cluster';
import { ErrorCode } from '@odradek/protocol';
import {
  type DescribeConfigsRequest,
  type DescribeConfigsResource,
  type DescribeConfigsResourceResult,
  type DescribeConfigsResponse,
  type DescribeConfigsResult,
  readDescribeConfigsRequest,
  writeDescribeConfigsResponse,
} from '@odradek/protocol/messages/32-describe-configs';

import {
  describeBrokerConfigs,
  describeDefaultBrokerConfigs,
  describeGroupConfigs,
  describeTopicConfigs,
} from '../config/described-configs.ts';
import type { BrokerServices } from '../request/broker-services.ts';
import type { FailureOutcome } from '../request/failure-outcome.ts';
import { defineHandler, type RequestHandler } from '../request/handler.ts';

/**
 * DescribeConfigs: the configs of topics, of groups and of this broker, each with where its value
 * comes from (Kafka's `ConfigHelper`). Loggers of a broker have no levels here, so there are none to
 * list; client metrics have no configs yet.
 */
export const describeConfigs: RequestHandler = defineHandler<
  DescribeConfigsRequest,
  DescribeConfigsResponse
>({
  apiKey: 32,
  isExclusive: true,
  read: readDescribeConfigsRequest,
  write: writeDescribeConfigsResponse,
  handle({ request, services, respond }) {
    respond({ throttleTimeMs: 0, results: describeResources(request, services) });
  },
});

type Described = readonly DescribeConfigsResourceResult[] | FailureOutcome;

function describeResources(
  request: DescribeConfigsRequest,
  services: BrokerServices,
): readonly DescribeConfigsResult[] {
  // Kafka refuses the whole request for one resource of a type that it does not know.
  const isUnderstood = request.resources.every(({ resourceType }) => KNOWN_TYPES.has(resourceType));
  return distinct(request.resources).map((resource) => {
    const described = isUnderstood ? describe(resource, request, services) : UNKNOWN_TYPE;
    const { resourceType, resourceName } = resource;
    if ('errorCode' in described) return { ...described, resourceType, resourceName, configs: [] };
    return {
      errorCode: ErrorCode.NONE,
      errorMessage: '',
      resourceType,
      resourceName,
      configs: described,
    };
  });
}

/** Who repeats a resource gets it once: there is no end to what a request could ask for else. */
function distinct(resources: readonly DescribeConfigsResource[]): DescribeConfigsResource[] {
  const byKey = resources.map(
    (resource) => [`${resource.resourceType} ${resource.resourceName}`, resource] as const,
  );
  return [...new Map(byKey).values()];
}

const KNOWN_TYPES: ReadonlySet<number> = new Set(Object.values(ConfigResourceType));

const UNKNOWN_TYPE: FailureOutcome = {
  errorCode: ErrorCode.INVALID_REQUEST,
  errorMessage: 'The request has a resource of an unknown type.',
};

function describe(
  resource: DescribeConfigsResource,
  options: DescribeConfigsRequest,
  { config, image }: BrokerServices,
): Described {
  const { resourceType, resourceName: name, configurationKeys: keys } = resource;
  const { nodeId, staticConfigs } = config;
  const sources: BrokerConfigSources = { nodeId, staticConfigs, configs: image.configs };
  switch (resourceType) {
    case ConfigResourceType.TOPIC:
      return (
        refuseTopic(name, image.topics.topic(name) !== undefined) ??
        describeTopicConfigs(name, keys, sources, options)
      );
    case ConfigResourceType.BROKER:
      if (name === '') return describeDefaultBrokerConfigs(keys, sources, options);
      return (
        refuseBroker(name, nodeId, `${nodeId} or empty string,`) ??
        describeBrokerConfigs(keys, sources, options)
      );
    case ConfigResourceType.GROUP:
      if (name === '') return invalidRequest('Group name must not be empty');
      return describeGroupConfigs(name, keys, sources, options);
    case ConfigResourceType.BROKER_LOGGER:
      if (name === '') return invalidRequest('Broker id must not be empty');
      return refuseBroker(name, nodeId, String(nodeId)) ?? [];
    default:
      return {
        errorCode: ErrorCode.UNSUPPORTED_VERSION,
        errorMessage: 'Only topics, brokers and groups have configs yet.',
      };
  }
}

function refuseTopic(name: string, exists: boolean): FailureOutcome | undefined {
  const invalid = invalidTopicName(name);
  if (invalid !== undefined) {
    return { errorCode: ErrorCode.INVALID_TOPIC_EXCEPTION, errorMessage: invalid };
  }
  if (exists) return undefined;
  return { errorCode: ErrorCode.UNKNOWN_TOPIC_OR_PARTITION, errorMessage: '' };
}

function refuseBroker(name: string, nodeId: number, expected: string): FailureOutcome | undefined {
  if (!/^[+-]?\d{1,10}$/.test(name)) {
    return invalidRequest(`Broker id must be an integer, but it is: ${name.slice(0, 100)}`);
  }
  if (Number(name) === nodeId) return undefined;
  return invalidRequest(`Unexpected broker id, expected ${expected} but received ${name}`);
}

function invalidRequest(errorMessage: string): FailureOutcome {
  return { errorCode: ErrorCode.INVALID_REQUEST, errorMessage };
}
