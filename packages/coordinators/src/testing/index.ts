export {
  CoordinatorHarness,
  type CoordinatorHarnessOptions,
  type CreateShard,
} from './coordinator-harness.ts';
export { type MemoryTopic, MemoryTopicsImage } from './memory-topics-image.ts';
