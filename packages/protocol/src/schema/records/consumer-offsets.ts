import type { RecordFamilyDeclaration } from '../declaration.ts';
import { offsetCommitRecords } from './consumer-offsets/offset-commit.ts';
import { classicGroupRecords } from './consumer-offsets/classic-group.ts';
import { consumerGroupRecords } from './consumer-offsets/consumer-group.ts';
import { shareGroupRecords } from './consumer-offsets/share-group.ts';
import { streamsGroupRecords } from './consumer-offsets/streams-group.ts';

/*
 * Kafka writes null in the nullable tagged fields here and leaves empty ones out: their default is
 * empty although they may be null.
 */
export const consumerOffsets: RecordFamilyDeclaration = {
  name: 'consumer-offsets',
  about: 'Records of `__consumer_offsets`: committed offsets and the state of groups.',
  records: [
    ...offsetCommitRecords,
    ...classicGroupRecords,
    ...consumerGroupRecords,
    ...shareGroupRecords,
    ...streamsGroupRecords,
  ],
};
