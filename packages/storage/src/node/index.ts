export { CheckThreads } from './check-threads.ts';
export { CleanerThreads } from './cleaner-threads.ts';
export { DirectJournalDevice } from './direct-journal-device.ts';
export { lockDirectory } from './directory-lock.ts';
export { nodeEndOfTurn } from './end-of-turn.ts';
export { NodeFileSystem } from './node-file-system.ts';
export { openFilesMax } from './open-files-max.ts';
export { NodeVolumes } from './node-volumes.ts';
export { threadPoolSize, threadShares } from './thread-pool-size.ts';
