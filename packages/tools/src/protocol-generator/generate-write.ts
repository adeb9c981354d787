import { type Condition, choose, versionIn } from './condition.ts';
import { differsFromDefault } from './default-values.ts';
import { canBeNull, isStruct, traitsOf } from './field-types.ts';
import { isCompact, usesVersion } from './generate-read.ts';
import { keepsUnknown } from './generate-types.ts';
import type { FieldModel, MessageModel, StructModel } from './message-model.ts';

/** The function that writes a struct, and the one that compares it with its defaults if needed. */
export function generateWrite(message: MessageModel, struct: StructModel): string {
  const lines: string[] = [...writeFunctionHead(message, struct)];
  const flexible = versionIn(message.flexible, struct.versions);
  for (const field of struct.fields) {
    if (field.tag === undefined) lines.push(...writeField(message, struct, field));
  }
  lines.push(...writeTaggedFields(message, struct, flexible), '}', '');
  if (isComparedWithDefault(message, struct)) lines.push(...isDefaultFunction(message, struct));
  return lines.join('\n');
}

function writeFunctionHead(message: MessageModel, struct: StructModel): string[] {
  const lines: string[] = [];
  const isRoot = struct === message.root;
  if (isRoot) {
    lines.push(
      '/**',
      ` * Writes a \`${message.name}\`. Fields that \`version\` does not carry are left out; large bytes are`,
      ' * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.',
      ' */',
    );
  }
  if (!isRoot) lines.push(`/** Writes a struct of \`${message.name}\`. */`);
  const used = usesVersion(message, struct) ? 'version' : '_version';
  const value = struct.fields.length > 0 || keepsUnknown(message) ? 'value' : '_value';
  const parameters = `writer: ByteWriter, ${value}: ${struct.name}, ${used}: number`;
  const writer = writesNothing(message, struct)
    ? parameters.replace('writer:', '_writer:')
    : parameters;
  lines.push(`${isRoot ? 'export ' : ''}function write${struct.name}(${writer}): void {`);
  return lines;
}

function writesNothing(message: MessageModel, struct: StructModel): boolean {
  return struct.fields.length === 0 && versionIn(message.flexible, struct.versions) === 'never';
}

function writeField(message: MessageModel, struct: StructModel, field: FieldModel): string[] {
  const carried = versionIn(field.versions, struct.versions);
  const statements = writeStatements(message, field, `value.${field.name}`, false);
  return guarded(carried, statements).map((line) => `  ${line}`);
}

function guarded(condition: Condition, statements: string[]): string[] {
  if (condition === 'always') return statements;
  if (condition === 'never') return [];
  return [`if (${condition.expression}) {`, ...statements.map((line) => `  ${line}`), '}'];
}

function eitherOr(condition: Condition, yes: string[], no: string[]): string[] {
  if (condition === 'always') return yes;
  if (condition === 'never') return no;
  if (yes.join('\n') === no.join('\n')) return yes;
  const indent = (lines: string[]): string[] => lines.map((line) => `  ${line}`);
  return [`if (${condition.expression}) {`, ...indent(yes), '} else {', ...indent(no), '}'];
}

/** Statements that write `value`; the version is known to carry the field. */
function writeStatements(
  message: MessageModel,
  field: FieldModel,
  value: string,
  inTag: boolean,
): string[] {
  const flexible = isCompact(message, field, inTag);
  const nullable = versionIn(field.nullable, field.versions);
  if (field.isArray) return writeArray(field, value, flexible, nullable);
  if (isStruct(field.type)) return writeStruct(field, field.type, value, nullable, inTag);
  const traits = traitsOf(field.type);
  if (!traits.hasLength) return [`writer.write${traits.writeMethod ?? traits.method}(${value});`];
  const forms = (compact: string): string[] =>
    eitherOr(
      nullable,
      [`writer.write${compact}Nullable${traits.method}(${value});`],
      [`writer.write${compact}${traits.method}(${notNull(field, value)});`],
    );
  return eitherOr(flexible, forms('Compact'), forms(''));
}

/** `value`, or a call that raises an error if it is null where the version does not allow that. */
function notNull(field: FieldModel, value: string): string {
  return canBeNull(field) ? `requireNotNull(${value}, '${field.name}', version)` : value;
}

function writeStruct(
  field: FieldModel,
  struct: StructModel,
  value: string,
  nullable: Condition,
  inTag: boolean,
): string[] {
  const present = inTag ? 'writer.writeUnsignedVarint(1);' : 'writer.writeInt8(1);';
  const absent = inTag ? 'writer.writeUnsignedVarint(0);' : 'writer.writeInt8(-1);';
  const write = `write${struct.name}(writer, ${value}, version);`;
  const orNull = [
    `if (${value} === null) {`,
    `  ${absent}`,
    '} else {',
    `  ${present}`,
    `  ${write}`,
    '}',
  ];
  const plain = `write${struct.name}(writer, ${notNull(field, value)}, version);`;
  return eitherOr(nullable, orNull, [plain]);
}

function writeArray(
  field: FieldModel,
  value: string,
  flexible: Condition,
  nullable: Condition,
): string[] {
  const writeLength = (length: string): string[] =>
    eitherOr(
      flexible,
      [`writer.writeCompactArrayLength(${length});`],
      [`writer.writeArrayLength(${length});`],
    );
  const all = (array: string): string[] => [
    ...writeLength(`${array}.length`),
    `for (const element of ${array}) ${writeElement(field, flexible)}`,
  ];
  const orNull = [
    `if (${value} === null) {`,
    ...writeLength('-1').map((line) => `  ${line}`),
    '} else {',
    ...all(value).map((line) => `  ${line}`),
    '}',
  ];
  if (nullable === 'always') return orNull;
  if (!canBeNull(field)) return all(value);
  const required = [`const ${field.name} = ${notNull(field, value)};`, ...all(field.name)];
  return eitherOr(nullable, orNull, required);
}

function writeElement(field: FieldModel, flexible: Condition): string {
  if (isStruct(field.type)) return `write${field.type.name}(writer, element, version);`;
  const traits = traitsOf(field.type);
  const method = traits.writeMethod ?? traits.method;
  if (!traits.hasLength) return `writer.write${method}(element);`;
  const plain = `writer.write${method}(element)`;
  return `${choose(flexible, `writer.writeCompact${method}(element)`, plain)};`;
}

function writeTaggedFields(
  message: MessageModel,
  struct: StructModel,
  flexible: Condition,
): string[] {
  if (flexible === 'never') return [];
  const known = struct.fields.filter((field) => field.tag !== undefined);
  const body = known.length === 0 ? writeNoTags(message) : writeTags(message, struct, known);
  return guarded(flexible, body).map((line) => `  ${line}`);
}

function writeNoTags(message: MessageModel): string[] {
  return keepsUnknown(message)
    ? ['writeUnknownTaggedFields(writer, value.unknownTaggedFields);']
    : ['writer.writeUnsignedVarint(0);'];
}

function writeTags(message: MessageModel, struct: StructModel, known: FieldModel[]): string[] {
  const keeps = keepsUnknown(message);
  const lines: string[] = [];
  if (keeps) lines.push('const unknown = value.unknownTaggedFields ?? NO_TAGGED_FIELDS;');
  lines.push(keeps ? 'let taggedFields = unknown.length;' : 'let taggedFields = 0;');
  const byTag = known.toSorted((a, b) => (a.tag ?? 0) - (b.tag ?? 0));
  for (const field of byTag) {
    lines.push(`const has${field.tag} = ${isWritten(message, struct, field)};`);
    lines.push(`if (has${field.tag}) taggedFields++;`);
  }
  lines.push('writer.writeUnsignedVarint(taggedFields);');
  if (keeps) lines.push('let next = 0;');
  for (const field of byTag) lines.push(...writeTag(message, field, keeps));
  if (keeps) lines.push('writeUnknownTaggedFieldsBelow(writer, unknown, next, Infinity);');
  return lines;
}

function isWritten(message: MessageModel, struct: StructModel, field: FieldModel): string {
  const within = {
    min: Math.max(message.flexible.min, struct.versions.min),
    max: struct.versions.max,
  };
  const differs = differsFromDefault(field, `value.${field.name}`);
  const carried = versionIn(field.versions, within);
  if (typeof carried !== 'object') return differs;
  return `${carried.expression} && (${differs})`;
}

function writeTag(message: MessageModel, field: FieldModel, keeps: boolean): string[] {
  const value = `value.${field.name}`;
  const below = keeps
    ? [`  next = writeUnknownTaggedFieldsBelow(writer, unknown, next, ${field.tag});`]
    : [];
  return [
    `if (has${field.tag}) {`,
    ...below,
    `  const start = writer.beginTaggedField(${field.tag});`,
    ...writeStatements(message, field, value, true).map((line) => `  ${line}`),
    '  writer.endTaggedField(start);',
    '}',
  ];
}

/** Whether the struct is a tagged field that is left out if it equals a struct of defaults. */
function isComparedWithDefault(message: MessageModel, struct: StructModel): boolean {
  return message.structs
    .flatMap((each) => each.fields)
    .some(
      (field) =>
        field.tag !== undefined &&
        !field.isArray &&
        field.type === struct &&
        field.declaration.default !== null,
    );
}

function isDefaultFunction(message: MessageModel, struct: StructModel): string[] {
  const same = struct.fields.map(
    (field) => `!(${differsFromDefault(field, `value.${field.name}`)})`,
  );
  if (keepsUnknown(message)) same.push('value.unknownTaggedFields === undefined');
  return [
    `function isDefault${struct.name}(value: ${struct.name}): boolean {`,
    `  return ${same.join(' && ')};`,
    '}',
    '',
  ];
}
