import { assert } from '@odradek/base';
import { ErrorCode } from '@odradek/protocol';

import { ALTER_CLIENT_QUOTAS } from './client-apis.ts';
import type { VirtualClient } from './virtual-client.ts';

/** The names of an entity by type; `null` is the default entity. */
export type EntityNames = Readonly<Record<string, string | null>>;

/** Sets quotas of an entity, which must succeed; `null` removes one. */
export async function setQuotas(
  client: VirtualClient,
  names: EntityNames,
  quotas: Readonly<Record<string, number | null>>,
): Promise<void> {
  const entity = Object.entries(names).map(([entityType, entityName]) => {
    return { entityType, entityName };
  });
  const ops = Object.entries(quotas).map(([key, value]) => {
    return { key, value: value ?? 0, remove: value === null };
  });
  const request = { entries: [{ entity, ops }], validateOnly: false };
  const { entries } = await client.request(ALTER_CLIENT_QUOTAS, 1, request);
  const [result] = entries;
  assert(result?.errorCode === ErrorCode.NONE, `quotas are set: ${result?.errorMessage}`);
}
