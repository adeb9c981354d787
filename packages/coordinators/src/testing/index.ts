export { testCoordinatorLog, type TestedCoordinatorLog } from './coordinator-log-conformance.ts';
export {
  CoordinatorHarness,
  type CoordinatorHarnessOptions,
  type CreateShard,
} from './coordinator-harness.ts';
export { type MemoryTopic, MemoryTopicsImage } from './memory-topics-image.ts';
export { MemoryCoordinatorLog } from './memory-coordinator-log.ts';
export {
  type AssignmentComparison,
  compareWithRecorded,
  type RecordedGroup,
  type RecordedMember,
} from './recorded-assignments.ts';
export { differenceFromRecorded, type RecordedTopicRegex } from './recorded-topic-regexes.ts';
