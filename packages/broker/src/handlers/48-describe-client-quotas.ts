import {
  type ClientQuotaEntity,
  ClientQuotaEntityType,
  type ClientQuotasImage,
  entityNameOf,
} from '@odradek/cluster';
import { ErrorCode } from '@odradek/protocol';
import {
  type ComponentData,
  type DescribeClientQuotasRequest,
  type DescribeClientQuotasResponse,
  type EntryData,
  readDescribeClientQuotasRequest,
  writeDescribeClientQuotasResponse,
} from '@odradek/protocol/messages/48-describe-client-quotas';

import type { FailureOutcome } from '../request/failure-outcome.ts';
import { defineHandler, type RequestHandler } from '../request/handler.ts';

const MatchType = { EXACT: 0, DEFAULT: 1, SPECIFIED: 2 } as const;
const ENTITY_TYPES: readonly string[] = Object.values(ClientQuotaEntityType);

/** DescribeClientQuotas: the quotas that are set on the entities that a filter matches (KIP-546). */
export const describeClientQuotas: RequestHandler = defineHandler<
  DescribeClientQuotasRequest,
  DescribeClientQuotasResponse
>({
  apiKey: 48,
  read: readDescribeClientQuotasRequest,
  write: writeDescribeClientQuotasResponse,
  handle({ request, services, respond }) {
    const refusal = refuseFilter(request.components);
    if (refusal !== undefined) respond({ throttleTimeMs: 0, ...refusal, entries: null });
    else {
      const entries = matchingEntries(request, services.image.clientQuotas);
      // Not null, as in Kafka.
      respond({ throttleTimeMs: 0, errorCode: ErrorCode.NONE, errorMessage: '', entries });
    }
  },
});

/** Why a filter makes no sense, if so (`ClientQuotasImage.describe`). */
function refuseFilter(components: readonly ComponentData[]): FailureOutcome | undefined {
  const types = new Set<string>();
  for (const component of components) {
    const refusal = refuseType(component, types) ?? refuseMatch(component);
    if (refusal !== undefined) return refusal;
    types.add(component.entityType);
  }
  if (types.size < 2 || !types.has(ClientQuotaEntityType.IP)) return undefined;
  return invalid(
    'Invalid entity filter component combination. IP filter component should not be used with user ' +
      'or clientId filter component.',
  );
}

function refuseType(
  { entityType }: ComponentData,
  before: ReadonlySet<string>,
): FailureOutcome | undefined {
  if (entityType === '') return invalid('Invalid empty entity type.');
  if (before.has(entityType)) {
    return invalid(`Entity type ${entityType} cannot appear more than once in the filter.`);
  }
  if (ENTITY_TYPES.includes(entityType)) return undefined;
  const errorMessage = `Unsupported entity type ${entityType}`;
  return { errorCode: ErrorCode.UNSUPPORTED_VERSION, errorMessage };
}

function refuseMatch({ matchType, match }: ComponentData): FailureOutcome | undefined {
  switch (matchType) {
    case MatchType.EXACT:
      return match === null
        ? invalid('Request specified MATCH_TYPE_EXACT, but set match string to null.')
        : undefined;
    case MatchType.DEFAULT:
      return match === null
        ? undefined
        : invalid('Request specified MATCH_TYPE_DEFAULT, but also specified a match string.');
    case MatchType.SPECIFIED:
      return match === null
        ? undefined
        : invalid('Request specified MATCH_TYPE_SPECIFIED, but also specified a match string.');
    default:
      return invalid(`Unknown match type ${matchType}`);
  }
}

function invalid(errorMessage: string): FailureOutcome {
  return { errorCode: ErrorCode.INVALID_REQUEST, errorMessage };
}

function matchingEntries(
  { components, strict }: DescribeClientQuotasRequest,
  clientQuotas: ClientQuotasImage,
): EntryData[] {
  const entries: EntryData[] = [];
  for (const { entity, quotas } of clientQuotas.all()) {
    if (strict && entity.parts.length !== components.length) continue;
    if (!components.every((component) => matches(entity, component))) continue;
    const values = [...quotas].map(([key, value]) => ({ key, value }));
    entries.push({ entity: entity.parts, values });
  }
  return entries;
}

function matches(
  entity: ClientQuotaEntity,
  { entityType, matchType, match }: ComponentData,
): boolean {
  const name = entityNameOf(entity, entityType);
  return matchType === MatchType.SPECIFIED ? name !== undefined : name === match;
}
