import { field, type RecordFamilyDeclaration } from '../declaration.ts';

export const logFiles: RecordFamilyDeclaration = {
  name: 'log-files',
  about: 'Entries of the files beside the segments of a log, without the version before them.',
  records: [
    {
      name: 'AbortedTxn',
      about: 'An entry of a transaction index: the offsets that an aborted transaction spans.',
      versions: '0',
      flexible: 'none',
      fields: [
        field('producerId', 'int64'),
        field('firstOffset', 'offset'),
        field('lastOffset', 'offset'),
        field('lastStableOffset', 'offset', {
          about: 'The last stable offset once the transaction was over.',
        }),
      ],
    },
    {
      name: 'ProducerSnapshot',
      about:
        'A producer snapshot: the state of each producer id as of the offset in the file name.',
      versions: '1',
      flexible: 'none',
      fields: [
        field('crc', 'uint32', { about: 'CRC-32C of all that follows.' }),
        field('producerEntries', '[]ProducerEntry', {
          fields: [
            field('producerId', 'int64'),
            field('epoch', 'int16'),
            field('lastSequence', 'int32'),
            field('lastOffset', 'offset'),
            field('offsetDelta', 'int32', {
              about: 'The last offset minus the first of the last batch.',
            }),
            field('timestamp', 'timestamp'),
            field('coordinatorEpoch', 'int32'),
            field('currentTxnFirstOffset', 'offset', {
              about: 'Where the open transaction begins; -1 if there is none.',
            }),
          ],
        }),
      ],
    },
  ],
};
