export { type FileFault, MemoryFileSystem, type FileOperation } from './memory-file-system.ts';
