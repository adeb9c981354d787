import type { FieldDeclaration, VersionRange } from '../schema/index.ts';
import {
  API_DECLARATIONS,
  includesVersion,
  parseVersions,
  RECORD_FAMILIES,
} from '../schema/index.ts';

/** A message as it was declared, in a form that tests and tools walk through. */
export interface DeclaredMessage {
  readonly name: string;
  readonly apiKey: number | undefined;
  readonly versions: VersionRange;
  readonly flexible: VersionRange;
  /** Whether tagged fields that are not declared are kept, to be passed on. */
  readonly keepsUnknownTaggedFields: boolean;
  readonly fields: readonly FieldDeclaration[];
}

/** Every declared message, by its name. */
export const DECLARED_MESSAGES: ReadonlyMap<string, DeclaredMessage> = new Map(
  [...declaredApis(), ...declaredRecords()].map((message) => [message.name, message]),
);

function declaredApis(): DeclaredMessage[] {
  return API_DECLARATIONS.flatMap((api) => {
    const shared = {
      apiKey: api.key,
      versions: parseVersions(api.versions),
      flexible: parseVersions(api.flexible),
    };
    return [
      {
        name: `${api.name}Request`,
        keepsUnknownTaggedFields: false,
        fields: api.request,
        ...shared,
      },
      {
        name: `${api.name}Response`,
        keepsUnknownTaggedFields: true,
        fields: api.response,
        ...shared,
      },
    ];
  });
}

function declaredRecords(): DeclaredMessage[] {
  return RECORD_FAMILIES.flatMap((family) => family.records).map((record) => ({
    name: record.name,
    apiKey: undefined,
    versions: parseVersions(record.versions),
    flexible: parseVersions(record.flexible),
    keepsUnknownTaggedFields: record.keepsUnknownTaggedFields ?? true,
    fields: record.fields,
  }));
}

/** Whether `version` of a message carries the field. */
export function isCarried(field: FieldDeclaration, version: number): boolean {
  return includesVersion(parseVersions(field.versions ?? '0+'), version);
}

/** Whether the field may be null in `version`. */
export function isNullable(field: FieldDeclaration, version: number): boolean {
  return includesVersion(parseVersions(field.nullable ?? 'none'), version);
}

/** Whether the field is an array. */
export function isArrayField(field: FieldDeclaration): boolean {
  return field.type.startsWith('[]');
}

/** The type of the field, or of its elements. */
export function elementTypeName(field: FieldDeclaration): string {
  return field.type.replace('[]', '');
}
