export type { DiskFaultKind, DiskFaultRates, DiskFaults } from './disk-faults.ts';
export { testEndOfTurn } from './end-of-turn.ts';
export {
  type FileFault,
  type FileOperation,
  MemoryFileSystem,
  type MemoryFileSystemOptions,
} from './memory-file-system.ts';
