import { generateRead, primitiveArrayReaders } from './generate-read.ts';
import { generateType } from './generate-types.ts';
import { generateWrite } from './generate-write.ts';
import type { MessageModel } from './message-model.ts';

const HEAD = [
  '// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.',
  '',
];

/** The file with the types and codecs of some messages that belong together. */
export function generateMessageFile(messages: readonly MessageModel[]): string {
  const body: string[] = [];
  for (const message of messages) {
    // The message first, its structs after it, as one reads.
    const structs = message.structs.toReversed();
    for (const struct of message.structs) body.push(generateType(message, struct));
    for (const struct of structs) {
      body.push(generateRead(message, struct), generateWrite(message, struct));
    }
  }
  const text = body.join('\n');
  return [...HEAD, ...imports(text, messages), '', text].join('\n').trimEnd() + '\n';
}

/** Names that generated code may use, by the module that exports them. */
const IMPORTABLE: readonly { readonly module: string; readonly names: readonly string[] }[] = [
  {
    module: '@odradek/base',
    names: [
      'type ByteReader',
      'type ByteWriter',
      'OUT_OF_RANGE_INT64',
      'type Offset',
      'type Timestamp',
      'type Uuid',
      'ZERO_UUID',
    ],
  },
  { module: '../codec/null-value.ts', names: ['requireNotNull'] },
  { module: '../codec/empty-bytes.ts', names: ['EMPTY_BYTES'] },
  { module: '../codec/no-elements.ts', names: ['NO_ELEMENTS'] },
  {
    module: '../codec/unknown-tagged-fields.ts',
    names: [
      'keepUnknownTaggedField',
      'NO_TAGGED_FIELDS',
      'readUnknownTaggedFields',
      'type UnknownTaggedField',
      'writeUnknownTaggedFields',
      'writeUnknownTaggedFieldsBelow',
    ],
  },
];

function imports(text: string, messages: readonly MessageModel[]): string[] {
  const arrays = new Set(messages.flatMap(primitiveArrayReaders));
  const modules = [
    ...IMPORTABLE,
    { module: '../codec/primitive-arrays.ts', names: [...arrays].toSorted() },
  ];
  const lines: string[] = [];
  for (const { module, names } of modules) {
    const used = names.filter((name) =>
      new RegExp(`\\b${name.replace('type ', '')}\\b`).test(text),
    );
    if (used.length > 0) lines.push(`import { ${used.join(', ')} } from '${module}';`);
  }
  return lines;
}
