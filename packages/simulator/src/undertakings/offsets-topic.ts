import type { Admin } from '@odradek/client';
import { ErrorCode } from '@odradek/protocol';

import type { GroupClient } from '../client/group-client.ts';
import { CommittedOffsets } from '../history/committed-offsets.ts';
import type { SimulatedProcess } from '../process/simulated-process.ts';
import type { World } from '../world/world.ts';
import type { Undertaker } from './undertaker.ts';

const OFFSETS_TOPIC = '__consumer_offsets';
const BACKOFF_MS = 50;

/** Resolves when a group has a coordinator. Rejects if no answer comes. */
export async function coordinatorFound(
  process: SimulatedProcess,
  client: GroupClient,
  groupId: string,
): Promise<void> {
  while ((await client.findCoordinator(groupId)) !== ErrorCode.NONE) {
    await process.sleep(BACKOFF_MS);
  }
}

/** Has `__consumer_offsets` compacted often. Answers whether that was done. */
export function compactOffsetsOften(world: World, undertaker: Undertaker): Promise<boolean> {
  const { segmentMs, minCleanableDirtyRatio, deleteRetentionMs } = world.plan.groups;
  return undertaker.attempt(`have ${OFFSETS_TOPIC} compacted often`, () =>
    alter(undertaker.admin, {
      'segment.ms': segmentMs,
      'min.cleanable.dirty.ratio': minCleanableDirtyRatio,
      'delete.retention.ms': deleteRetentionMs,
    }),
  );
}

async function alter(admin: Admin, configs: Readonly<Record<string, number>>): Promise<void> {
  const changes = Object.entries(configs).map(
    ([name, value]) => ({ name, operation: 'set', value: String(value) }) as const,
  );
  const [altered] = await admin.incrementalAlterConfigs([
    { type: 'topic', name: OFFSETS_TOPIC, changes },
  ]);
  if (altered?.error !== undefined) throw altered.error;
}

/** A history of committed offsets that knows when they expire. */
export function committedOffsetsOf(world: World): CommittedOffsets {
  const { groups, clockOffsetMsMax, disturbances } = world.plan;
  const hasTrueClocks = clockOffsetMsMax === 0 && !disturbances.includes('step clock');
  const { offsetsRetentionMs } = groups;
  const expiresSoon = offsetsRetentionMs < 3_600_000;
  const retentionMs = expiresSoon && !hasTrueClocks ? 0 : offsetsRetentionMs * 0.95;
  return new CommittedOffsets({ retentionMs, nowMs: () => world.time.monotonicMs() }, () =>
    world.events.reach('committed offset fetched'),
  );
}
