import { ConfigResourceType } from '@odradek/cluster';
import { ErrorCode } from '@odradek/protocol';
import {
  type ConfigResource,
  defaultListConfigResourcesResponse,
  type ListConfigResourcesRequest,
  type ListConfigResourcesResponse,
  readListConfigResourcesRequest,
  writeListConfigResourcesResponse,
} from '@odradek/protocol/messages/74-list-config-resources';

import type { BrokerServices } from '../request/broker-services.ts';
import { defineHandler, type RequestHandler } from '../request/handler.ts';

const { TOPIC, BROKER, BROKER_LOGGER, CLIENT_METRICS, GROUP } = ConfigResourceType;

/** In the order in which Kafka lists them. */
const LISTED_TYPES: readonly number[] = [GROUP, CLIENT_METRICS, BROKER_LOGGER, BROKER, TOPIC];
const FIRST_VERSION_WITH_TYPES = 1;

/**
 * ListConfigResources: topics and brokers, and the groups and client metrics on which something was
 * set (KIP-1142). Version 0 asks for client metrics alone.
 */
export const listConfigResources: RequestHandler = defineHandler<
  ListConfigResourcesRequest,
  ListConfigResourcesResponse
>({
  apiKey: 74,
  read: readListConfigResourcesRequest,
  write: writeListConfigResourcesResponse,
  handle({ request, services, context, respond }) {
    const { resourceTypes } = request;
    const hasTypes = context.apiVersion >= FIRST_VERSION_WITH_TYPES;
    const asked = hasTypes ? askedTypes(resourceTypes) : [CLIENT_METRICS];
    const isKnown = resourceTypes.every((type) => LISTED_TYPES.includes(type));
    respond({
      ...defaultListConfigResourcesResponse,
      errorCode: isKnown ? ErrorCode.NONE : ErrorCode.UNSUPPORTED_VERSION,
      configResources: isKnown ? asked.flatMap((type) => resourcesOf(type, services)) : [],
    });
  },
});

/** No types mean all of them. */
function askedTypes(types: readonly number[]): readonly number[] {
  if (types.length === 0) return LISTED_TYPES;
  return LISTED_TYPES.filter((type) => types.includes(type));
}

function resourcesOf(
  resourceType: number,
  { config, image }: BrokerServices,
): readonly ConfigResource[] {
  return [...namesOf()].map((resourceName) => ({ resourceName, resourceType }));

  function namesOf(): Iterable<string> {
    switch (resourceType) {
      case TOPIC:
        return Array.from(image.topics.all(), ({ name }) => name);
      case BROKER:
      case BROKER_LOGGER:
        return [String(config.nodeId)];
      default:
        return image.configs.names(resourceType);
    }
  }
}
