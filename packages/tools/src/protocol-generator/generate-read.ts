import { type Condition, choose, versionIn } from './condition.ts';
import { defaultValue } from './default-values.ts';
import {
  canBeNull,
  fieldType,
  isStruct,
  structCost,
  traitsOf,
  wireBytesMin,
} from './field-types.ts';
import { keepsUnknown } from './generate-types.ts';
import type { FieldModel, MessageModel, StructModel } from './message-model.ts';

/** The function that reads a struct, and those that read arrays of it. */
export function generateRead(message: MessageModel, struct: StructModel): string {
  const lines: string[] = [...readFunctionHead(message, struct)];
  const flexible = versionIn(message.flexible, struct.versions);
  for (const field of struct.fields) lines.push(...readField(message, struct, field));
  lines.push(...readTaggedFields(message, struct, flexible));
  lines.push(...readResult(message, struct, flexible), '}', '');
  if (struct !== message.root) lines.push(...readArrayFunctions(message, struct));
  return lines.join('\n');
}

function readFunctionHead(message: MessageModel, struct: StructModel): string[] {
  const lines: string[] = [];
  const isRoot = struct === message.root;
  if (isRoot) {
    const { min, max } = message.versions;
    lines.push(
      '/**',
      ` * Reads a \`${message.name}\` of version ${min === max ? min : `${min} to ${max}`}. Bytes are views of the input.`,
      ' * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.',
      ' */',
    );
  }
  if (!isRoot) lines.push(`/** Reads a struct of \`${message.name}\`. */`);
  const version = usesVersion(message, struct) ? 'version' : '_version';
  const parameters = `reader: ByteReader, ${version}: number`;
  lines.push(
    `${isRoot ? 'export ' : ''}function read${struct.name}(${parameters}): ${struct.name} {`,
  );
  return lines;
}

/** Whether the code of a struct depends on the version, or hands it on. */
export function usesVersion(message: MessageModel, struct: StructModel): boolean {
  const flexible = versionIn(message.flexible, struct.versions);
  return (
    typeof flexible === 'object' ||
    struct.fields.some(
      (field) =>
        isStruct(field.type) ||
        typeof versionIn(field.versions, struct.versions) === 'object' ||
        typeof versionIn(field.nullable, struct.versions) === 'object',
    )
  );
}

function readField(message: MessageModel, struct: StructModel, field: FieldModel): string[] {
  if (field.tag !== undefined) {
    const type = fieldType(field);
    return [`  let ${localName(field)}: ${type} = ${defaultValue(field)};`];
  }
  const carried = versionIn(field.versions, struct.versions);
  const read = readExpression(message, field, false);
  return [`  const ${localName(field)} = ${choose(carried, read, defaultValue(field))};`];
}

/** The expression that reads a value of the field; the version is known to carry it. */
function readExpression(message: MessageModel, field: FieldModel, inTag: boolean): string {
  const within = field.versions;
  const flexible = isCompact(message, field, inTag);
  const nullable = versionIn(field.nullable, within);
  if (field.isArray) return readArray(field, flexible, nullable);
  if (isStruct(field.type)) return readStruct(field.type, nullable, inTag);
  const traits = traitsOf(field.type);
  if (!traits.hasLength) return `reader.read${traits.method}()`;
  const forms = (compact: string): string =>
    choose(
      nullable,
      `reader.read${compact}Nullable${traits.method}()`,
      `reader.read${compact}${traits.method}()`,
    );
  return choose(flexible, forms('Compact'), forms(''));
}

/** Whether the field is in its compact form, in versions that carry it. */
export function isCompact(message: MessageModel, field: FieldModel, inTag: boolean): Condition {
  if (inTag) return 'always';
  if (field.declaration.flexible === 'none') return 'never';
  return versionIn(message.flexible, field.versions);
}

function readStruct(struct: StructModel, nullable: Condition, inTag: boolean): string {
  const read = `read${struct.name}(reader, version)`;
  const presence = inTag ? 'reader.readUnsignedVarint() !== 0' : 'reader.readStructPresence()';
  return choose(nullable, `(${presence} ? ${read} : null)`, read);
}

function readArray(field: FieldModel, flexible: Condition, nullable: Condition): string {
  if (isReadAtOnce(field)) {
    return choose(flexible, 'reader.readCompactInt32Array()', 'reader.readInt32Array()');
  }
  const length = (compact: string, orNull: string): string =>
    `reader.read${compact}${orNull}ArrayLength(${elementBounds(field)})`;
  const lengthOf = (orNull: string): string =>
    choose(flexible, length('Compact', orNull), length('', orNull));
  const orNull = canBeNull(field) ? 'Nullable' : '';
  const lengthExpression = choose(nullable, lengthOf('Nullable'), lengthOf(''));
  if (isStruct(field.type)) {
    return `read${orNull}${field.type.name}Array(reader, ${lengthExpression}, version)`;
  }
  const method = traitsOf(field.type).method;
  if (field.type !== 'string') return `read${orNull}${method}Array(reader, ${lengthExpression})`;
  const isFlexible = choose(flexible, 'true', 'false');
  return `read${orNull}StringArray(reader, ${lengthExpression}, ${flag(isFlexible)})`;
}

/** Whether the reader has a method for the array as a whole: lists of brokers and partitions. */
function isReadAtOnce(field: FieldModel): boolean {
  return field.isArray && field.type === 'int32' && !canBeNull(field);
}

function flag(expression: string): string {
  return expression.replace(/ \? true : false$/, '');
}

function elementBounds(field: FieldModel): string {
  if (isStruct(field.type)) return `${wireBytesMin(field.type)}, ${8 + structCost(field.type)}`;
  const traits = traitsOf(field.type);
  return `${traits.wireBytes}, ${traits.cost}`;
}

function readTaggedFields(
  message: MessageModel,
  struct: StructModel,
  flexible: Condition,
): string[] {
  if (flexible === 'never') return [];
  const known = struct.fields.filter((field) => field.tag !== undefined);
  const body = known.length === 0 ? readNoTags(message) : readTags(message, struct, known);
  const declaration = keepsUnknown(message)
    ? ['  let unknownTaggedFields: UnknownTaggedField[] | undefined;']
    : [];
  if (flexible === 'always') return [...declaration, ...body.map((line) => `  ${line}`)];
  return [
    ...declaration,
    `  if (${flexible.expression}) {`,
    ...body.map((line) => `    ${line}`),
    '  }',
  ];
}

function readNoTags(message: MessageModel): string[] {
  return keepsUnknown(message)
    ? ['unknownTaggedFields = readUnknownTaggedFields(reader);']
    : ['reader.skipTaggedFields();'];
}

function readTags(message: MessageModel, struct: StructModel, known: FieldModel[]): string[] {
  const lines = [
    'for (let left = reader.readTaggedFieldCount(); left > 0; left--) {',
    '  const tag = reader.readUnsignedVarint();',
    '  const size = reader.readTaggedFieldBytes();',
    '  const start = reader.position;',
    '  switch (tag) {',
  ];
  for (const field of known) lines.push(...readTag(message, struct, field));
  lines.push('    default:');
  lines.push(
    keepsUnknown(message)
      ? '      unknownTaggedFields = keepUnknownTaggedField(reader, unknownTaggedFields, tag, size);'
      : '      reader.skip(size);',
  );
  lines.push('  }', '  reader.checkTaggedFieldEnd(tag, start, size);', '}');
  return lines;
}

function readTag(message: MessageModel, struct: StructModel, field: FieldModel): string[] {
  const carried = versionIn(field.versions, versionsOfFlexible(message, struct));
  const read = `${localName(field)} = ${readExpression(message, field, true)};`;
  if (carried === 'always' || carried === 'never') {
    return [`    case ${field.tag}:`, `      ${read}`, '      break;'];
  }
  const otherwise = keepsUnknown(message)
    ? 'unknownTaggedFields = keepUnknownTaggedField(reader, unknownTaggedFields, tag, size);'
    : 'reader.skip(size);';
  return [
    `    case ${field.tag}:`,
    `      if (${carried.expression}) ${read}`,
    `      else ${otherwise}`,
    '      break;',
  ];
}

function versionsOfFlexible(
  message: MessageModel,
  struct: StructModel,
): { min: number; max: number } {
  return { min: Math.max(message.flexible.min, struct.versions.min), max: struct.versions.max };
}

function readResult(message: MessageModel, struct: StructModel, flexible: Condition): string[] {
  const names = struct.fields.map(property);
  const literal = names.length === 0 ? '{}' : `{ ${names.join(', ')} }`;
  if (flexible === 'never' || !keepsUnknown(message)) return [`  return ${literal};`];
  const withUnknown = `{ ${[...names, 'unknownTaggedFields'].join(', ')} }`;
  return [
    `  if (unknownTaggedFields === undefined) return ${literal};`,
    `  return ${withUnknown};`,
  ];
}

/** Names that the code around the fields uses itself. */
const RESERVED_NAMES = ['left', 'reader', 'size', 'start', 'tag', 'version'];

function localName(field: FieldModel): string {
  return RESERVED_NAMES.includes(field.name) ? `${field.name}Field` : field.name;
}

function property(field: FieldModel): string {
  const local = localName(field);
  return local === field.name ? local : `${field.name}: ${local}`;
}

function readArrayFunctions(message: MessageModel, struct: StructModel): string[] {
  const uses = message.structs
    .flatMap((each) => each.fields)
    .filter((field) => field.isArray && field.type === struct);
  const lines: string[] = [];
  if (uses.length > 0) {
    lines.push(
      `function read${struct.name}Array(reader: ByteReader, length: number, version: number): ${struct.name}[] {`,
      `  const elements = new Array<${struct.name}>(length);`,
      `  for (let index = 0; index < length; index++) elements[index] = read${struct.name}(reader, version);`,
      '  return elements;',
      '}',
      '',
    );
  }
  if (uses.some(canBeNull)) {
    lines.push(
      `function readNullable${struct.name}Array(reader: ByteReader, length: number, version: number): ${struct.name}[] | null {`,
      `  return length < 0 ? null : read${struct.name}Array(reader, length, version);`,
      '}',
      '',
    );
  }
  return lines;
}

/** The names of the functions for arrays of primitives that the code of a message calls. */
export function primitiveArrayReaders(message: MessageModel): string[] {
  const names = new Set<string>();
  for (const field of message.structs.flatMap((struct) => struct.fields)) {
    if (!field.isArray || isStruct(field.type) || isReadAtOnce(field)) continue;
    const orNull = canBeNull(field) ? 'Nullable' : '';
    names.add(`read${orNull}${traitsOf(field.type).method}Array`);
  }
  return [...names];
}
