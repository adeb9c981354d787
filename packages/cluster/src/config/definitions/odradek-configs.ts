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
  {
    name: 'odradek.flush',
    type: 'STRING',
    default: 'journal',
    oneOf: ['journal', 'os'],
    importance: 'high',
    update: 'cluster-wide',
    effect: 'applied',
    documentation:
      'When a record is acknowledged, by default: with journal when it is durable, with os, as in ' +
      'Kafka, when the operating system has it, so that a loss of power takes acknowledged records ' +
      'away. The metadata of the cluster is always durable.',
  },
  {
    name: 'odradek.journal.form',
    type: 'STRING',
    default: 'auto',
    oneOf: ['auto', 'buffered', 'direct'],
    effect: 'applied',
    documentation:
      'How the journals are written: through the cache of the operating system, around it ' +
      '(O_DIRECT), or as a measurement at the start says.',
  },
  {
    name: 'odradek.journal.bytes',
    type: 'LONG',
    default: '67108864',
    min: 4194304,
    effect: 'applied',
    documentation:
      'How much of a log directory its journal may take; appends wait where it has no room.',
  },
  {
    name: 'odradek.http.listener',
    type: 'STRING',
    default: null,
    effect: 'applied',
    documentation:
      'Where /metrics, /healthz and /readyz are served over HTTP, as HOST:PORT or a port of ' +
      '127.0.0.1 alone; not at all by default. Whoever reaches it may read it: there is no password.',
  },
  {
    name: 'odradek.queued.max.response.bytes',
    type: 'LONG',
    default: '536870912',
    min: 1,
    effect: 'applied',
    documentation:
      'How many bytes of records the responses of all connections may have in memory that clients have ' +
      'not read yet: fetches that find no room wait, and meanwhile connections are closed whose clients ' +
      'have read nothing for ten seconds.',
  },
  {
    name: 'odradek.produce.validation',
    type: 'STRING',
    default: 'full',
    oneOf: ['full', 'header'],
    update: 'cluster-wide',
    effect: 'applied',
    documentation:
      'What is looked at in compressed batches, by default: with full each record, as in Kafka; with ' +
      'header only what takes no inflating. The broker then stores what a faulty client sends, and ' +
      'each consumer of that partition stops at it. Compacted topics, and those that have another ' +
      'compression.type than a batch, are validated in full all the same.',
  },
  {
    name: 'odradek.slow.request.log.ms',
    type: 'LONG',
    default: '1000',
    min: 0,
    effect: 'applied',
    documentation:
      'Requests that take as long are told with the time of each phase, ten in ten seconds at most; ' +
      '0 for none. What a request waits for because it was asked to, as Fetch does, does not count.',
  },
];
