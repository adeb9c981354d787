import type { ConfigDefinition } from '../config-definition.ts';

/** What Kafka does not have. */
export const ODRADEK_CONFIGS: readonly ConfigDefinition[] = [
  {
    name: 'odradek.max.decompressed.batch.bytes',
    type: 'INT',
    default: '16777216',
    min: 1024,
    effect: 'applied',
    documentation:
      'How large a record batch may become when it is decompressed; a larger one is refused.',
  },
];
