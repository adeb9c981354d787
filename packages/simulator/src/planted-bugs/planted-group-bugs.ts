import type { Invariant } from '../history/invariant.ts';
import type { PlantedBug } from './planted-bug.ts';

const COORDINATORS = 'packages/coordinators/src';
const BATCH_CLEANING = 'packages/storage/src/cleaner/batch-cleaning.ts';
const CONSUMER_GROUP = `${COORDINATORS}/group/consumer/consumer-group.ts`;
const CURRENT_ASSIGNMENT = `${COORDINATORS}/group/consumer/current-assignment.ts`;
const LOAD_SHARD = `${COORDINATORS}/runtime/load-shard.ts`;
const OFFSET_CHECKS = `${COORDINATORS}/group/consumer/offset-checks.ts`;
const SHARD_RUNTIME = `${COORDINATORS}/runtime/shard-runtime.ts`;

/** What is broken if a committed offset is gone that was acknowledged, or shown. */
const LOST_OFFSETS: readonly Invariant[] = [
  'a committed offset does not go back',
  'a committed offset stays until a later one is accepted',
  'a committed offset that was fetched does not vanish',
];

/** Rules of groups, of their offsets, and of compaction, on which their log depends. */
export const PLANTED_GROUP_BUGS: readonly PlantedBug[] = [
  {
    name: 'lose-a-committed-offset-at-load',
    says: 'The offset that was committed last is not loaded.',
    breaks: LOST_OFFSETS,
    replacements: [
      {
        file: LOAD_SHARD,
        anchor: 'else shard.replay(record, offset, this.producerId);',
        replacement:
          "else if (record.type !== 'OffsetCommit' || offset + 1 < this.options.log.endOffset) {\n" +
          '      shard.replay(record, offset, this.producerId);\n    }',
      },
    ],
  },
  {
    name: 'show-a-commit-before-it-is-committed',
    says: 'Who writes nothing is answered although what was written before may be lost.',
    breaks: LOST_OFFSETS,
    replacements: [
      {
        file: SHARD_RUNTIME,
        anchor: 'if (active.parked.size === 0 && active.writtenOffset <= highWatermark) {',
        replacement:
          'const isFirst = active.parked.size === 0 && active.writtenOffset <= highWatermark;\n' +
          '    if (isFirst || result.records.length === 0) {',
      },
    ],
  },
  {
    name: 'assign-a-partition-that-is-owned',
    says: 'A member is given a partition that another has not given up.',
    breaks: ['no partition is owned by two members of a group'],
    replacements: [
      {
        file: CURRENT_ASSIGNMENT,
        anchor: '!isOwned(topicId, partition) || pending?.has(partition) === true,',
        replacement: 'isOwned(topicId, partition) || pending?.has(partition) !== true,',
      },
      {
        file: CONSUMER_GROUP,
        anchor: 'current === undefined || current < memberEpoch,',
        replacement: 'true,',
      },
    ],
  },
  {
    name: 'accept-a-stale-member-epoch',
    says: 'A member commits in an older epoch what it has not had since then.',
    breaks: ['a commit of a stale epoch is never accepted'],
    replacements: [
      {
        file: OFFSET_CHECKS,
        anchor: 'return since !== undefined && epoch >= since;',
        replacement: 'return since === undefined || epoch <= member.memberEpoch;',
      },
    ],
  },
  {
    name: 'accept-a-commit-after-fencing',
    says: 'Who was put out of a group commits as before.',
    breaks: ['a commit of a member that was put out is never accepted'],
    replacements: [
      {
        file: OFFSET_CHECKS,
        anchor: 'if (member === undefined) return { errorCode: ErrorCode.UNKNOWN_MEMBER_ID };',
        replacement: 'if (member === undefined) return ALLOWED;',
      },
    ],
  },
  {
    name: 'drop-a-tombstone-early',
    says: 'A tombstone is dropped with the first compaction.',
    breaks: ['a tombstone stays for delete.retention.ms'],
    replacements: [
      {
        file: BATCH_CLEANING,
        anchor: 'const areTombstonesKept = !hasHorizon || now < baseTimestampAt(batch, 0);',
        replacement: 'const areTombstonesKept = hasHorizon && now < baseTimestampAt(batch, 0);',
      },
    ],
  },
];
