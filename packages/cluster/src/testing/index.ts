export { KraftFileBuilder, type KraftRecordValue, kraftRecord } from './kraft-file-builder.ts';
