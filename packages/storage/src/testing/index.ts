export type { DiskFaultKind, DiskFaultRates, DiskFaults } from './disk-faults.ts';
export { ManualVolumes } from './manual-volumes.ts';
export { testEndOfTurn } from './end-of-turn.ts';
export {
  type FileFault,
  type FileOperation,
  type FileOperations,
  MemoryFileSystem,
  type MemoryFileSystemOptions,
} from './memory-file-system.ts';
export { SMALL_JOURNAL } from './small-journal.ts';
