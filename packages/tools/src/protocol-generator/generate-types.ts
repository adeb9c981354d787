import type { VersionRange } from '@odradek/protocol/schema';

import { defaultsName, defaultValue } from './default-values.ts';
import { fieldType } from './field-types.ts';
import type { FieldModel, MessageModel, StructModel } from './message-model.ts';
import { docComment } from './text.ts';

/** The interface of a struct and the constant with its defaults. */
export function generateType(message: MessageModel, struct: StructModel): string {
  const lines: string[] = [];
  const about = struct === message.root ? message.about : `A struct of \`${message.name}\`.`;
  lines.push(...docComment(about, ''));
  lines.push(`export interface ${struct.name} {`);
  for (const field of struct.fields) {
    lines.push(...docComment(fieldAbout(field, struct), '  '));
    lines.push(`  readonly ${field.name}: ${fieldType(field)};`);
  }
  if (keepsUnknown(message)) {
    lines.push('  /** Tagged fields of later versions, kept to be passed on. */');
    lines.push('  readonly unknownTaggedFields?: readonly UnknownTaggedField[];');
  }
  lines.push('}', '');
  lines.push(`/** Every field of \`${struct.name}\` at its default. */`);
  lines.push(`export const ${defaultsName(struct)}: ${struct.name} = {`);
  for (const field of struct.fields) lines.push(`  ${field.name}: ${defaultValue(field)},`);
  lines.push('};', '');
  return lines.join('\n');
}

/** Whether the structs of a message keep tagged fields that we do not know. */
export function keepsUnknown(message: MessageModel): boolean {
  return message.keepsUnknownTaggedFields && message.flexible.min <= message.flexible.max;
}

function fieldAbout(field: FieldModel, struct: StructModel): string {
  const notes: string[] = [];
  const versions = versionsNote(field.versions, struct.versions);
  if (versions !== '') notes.push(versions);
  if (field.tag !== undefined) notes.push(`tag ${field.tag}`);
  const about = field.about ?? '';
  return notes.length === 0 ? about : `${about} (${notes.join(', ')})`.trim();
}

function versionsNote(versions: VersionRange, within: VersionRange): string {
  if (versions.min <= within.min && versions.max >= within.max) return '';
  if (versions.min === versions.max) return `v${versions.min}`;
  if (versions.max >= within.max) return `v${versions.min}+`;
  return `v${versions.min}-${versions.max}`;
}
