import {
  API_DECLARATIONS,
  type ApiDeclaration,
  type FieldDeclaration,
  RECORD_FAMILIES,
  type RecordFamilyDeclaration,
} from '@odradek/protocol/schema';

import { apiFileName } from './generate-api-keys.ts';
import type { MessageFile } from './generate-message-codecs.ts';
import { modelMessage } from './message-model.ts';

/** All declared messages, by the file that will hold their codecs. */
export function modelFiles(): readonly MessageFile[] {
  return [...API_DECLARATIONS.map(modelApi), ...RECORD_FAMILIES.map(modelFamily)];
}

function modelApi(api: ApiDeclaration): MessageFile {
  const requestStructs = structNames(api.request);
  const responseStructs = structNames(api.response);
  // A struct of the request and one of the response may have the same name and differ.
  const shared = new Set([...requestStructs].filter((name) => responseStructs.has(name)));
  const message = (side: 'Request' | 'Response'): ReturnType<typeof modelMessage> =>
    modelMessage({
      name: `${api.name}${side}`,
      about: api.about,
      versions: api.versions,
      flexible: api.flexible,
      // Requests end here, so what we do not know of them is passed over.
      keepsUnknownTaggedFields: side === 'Response',
      fields: side === 'Request' ? api.request : api.response,
      typeName: (name) => (shared.has(name) || isBuiltIn(name) ? `${side}${name}` : name),
    });
  return {
    fileName: apiFileName(api),
    apiKey: api.key,
    messages: [message('Request'), message('Response')],
  };
}

function modelFamily(family: RecordFamilyDeclaration): MessageFile {
  const counts = new Map<string, number>();
  for (const record of family.records) {
    for (const name of structNames(record.fields)) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const messages = family.records.map((record) =>
    modelMessage({
      ...record,
      keepsUnknownTaggedFields: record.keepsUnknownTaggedFields ?? true,
      typeName: (name) => ((counts.get(name) ?? 0) > 1 ? `${record.name}${name}` : name),
    }),
  );
  return { fileName: family.name, apiKey: undefined, messages };
}

function structNames(fields: readonly FieldDeclaration[]): Set<string> {
  const names = new Set<string>();
  for (const field of fields) {
    if (field.fields === undefined) continue;
    names.add(field.type.replace('[]', ''));
    for (const inner of structNames(field.fields)) names.add(inner);
  }
  return names;
}

/** Whether a name would hide one that generated code uses. */
function isBuiltIn(name: string): boolean {
  return ['Offset', 'Timestamp', 'Uuid', 'Buffer', 'Array'].includes(name);
}
