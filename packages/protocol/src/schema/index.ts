export { API_DECLARATIONS } from './api-declarations.ts';
export {
  type ApiDeclaration,
  type DefaultValue,
  type FieldDeclaration,
  type FieldType,
  type Listener,
  type PrimitiveType,
  type RecordDeclaration,
  type RecordFamilyDeclaration,
} from './declaration.ts';
export { RECORD_FAMILIES } from './record-families.ts';
export {
  includesVersion,
  intersectVersions,
  isEmptyRange,
  parseVersions,
  type VersionRange,
} from './version-range.ts';
