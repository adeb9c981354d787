import { field, type RecordDeclaration } from '../../declaration.ts';

/** The metadata log itself. */
export const logRecords: readonly RecordDeclaration[] = [
  {
    name: 'NoOpRecord',
    about:
      'Changes nothing; the active controller writes it at intervals to show that the log moves (KIP-835).',
    type: 20,
    versions: '0',
    flexible: '0+',
    fields: [],
  },
  {
    name: 'ZkMigrationStateRecord',
    about: 'How far a migration from ZooKeeper was; read from old logs and otherwise of no use.',
    type: 21,
    versions: '0',
    flexible: '0+',
    fields: [
      field('zkMigrationState', 'int8', {
        about: '0 none, 1 migration, 2 before it, 3 after it.',
      }),
    ],
  },
  {
    name: 'BeginTransactionRecord',
    about: 'The records up to EndTransactionRecord take effect together or not at all (KIP-868).',
    type: 23,
    versions: '0',
    flexible: '0+',
    fields: [
      field('name', 'string', {
        nullable: '0+',
        tag: 0,
        default: null,
        about: 'What the transaction is for; null if not said.',
      }),
    ],
  },
  {
    name: 'EndTransactionRecord',
    about: 'The transaction begun by BeginTransactionRecord takes effect (KIP-868).',
    type: 24,
    versions: '0',
    flexible: '0+',
    fields: [],
  },
  {
    name: 'AbortTransactionRecord',
    about: 'The transaction begun by BeginTransactionRecord is undone (KIP-868).',
    type: 25,
    versions: '0',
    flexible: '0+',
    fields: [
      field('reason', 'string', {
        nullable: '0+',
        tag: 0,
        default: null,
        about: 'Null if not said.',
      }),
    ],
  },
];
