export { testEndOfTurn } from './end-of-turn.ts';
export { type FileFault, MemoryFileSystem, type FileOperation } from './memory-file-system.ts';
