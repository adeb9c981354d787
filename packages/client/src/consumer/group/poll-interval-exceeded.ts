import { KafkaError } from '@odradek/base';

import type { GroupSettings } from './group-settings.ts';

/** Why a member has left its group by itself, in either protocol: `max.poll.interval.ms` has passed. */
export function pollIntervalExceeded({
  groupId,
  maxPollIntervalMs,
}: Pick<GroupSettings, 'groupId' | 'maxPollIntervalMs'>): KafkaError {
  return new KafkaError(
    'UNKNOWN_MEMBER_ID',
    `Group "${groupId}": the consumer has left, since there was no poll for ` +
      `${maxPollIntervalMs} ms; raise max.poll.interval.ms or lower max.poll.records.`,
  );
}
