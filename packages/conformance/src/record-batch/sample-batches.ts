import { CompressionType, loadCompression, RecordBatchBuilder } from '@odradek/protocol';

/** A record as it goes into a batch. */
export interface SampleRecord {
  readonly timestamp: number;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: readonly { readonly key: string; readonly value: Buffer | null }[];
}

/** A batch of ours for others to read. */
export interface SampleBatch {
  readonly name: string;
  readonly records: readonly SampleRecord[];
  readonly bytes: Buffer;
}

const CODECS = Object.entries(CompressionType);
const FIRST_TIMESTAMP = 1_700_000_000_000;

const CONTENTS: Readonly<Record<string, readonly SampleRecord[]>> = {
  'one record': [sample(0, 'key', 'value')],
  'a thousand records': Array.from({ length: 1000 }, (_, index) =>
    sample(index, `key-${index}`, `The ${index}th line of a text that compresses well.`),
  ),
  'nulls and empty bytes': [sample(0, null, null), sample(1, '', ''), sample(2, null, 'value')],
  headers: [
    { ...sample(0, 'k', 'v'), headers: [header('a', '1'), header('', ''), header('ü', null)] },
    { ...sample(-5, 'k', 'v'), headers: [header('a', '2'), header('a', '3')] },
  ],
  'a large value': [sample(0, 'k', 'x'.repeat(200_000)), sample(1, 'k', 'y')],
};

function sample(delta: number, key: string | null, value: string | null): SampleRecord {
  const bytes = (text: string | null): Buffer | null => (text === null ? null : Buffer.from(text));
  return {
    timestamp: FIRST_TIMESTAMP + delta,
    key: bytes(key),
    value: bytes(value),
    headers: [],
  };
}

function header(key: string, value: string | null): SampleRecord['headers'][number] {
  return { key, value: value === null ? null : Buffer.from(value) };
}

/** Batches of every codec with contents of many kinds. */
export async function sampleBatches(): Promise<SampleBatch[]> {
  await loadCompression();
  return CODECS.flatMap(([codec, compression]) =>
    Object.entries(CONTENTS).map(([content, records]) => {
      const builder = new RecordBatchBuilder({ compression });
      for (const record of records) builder.append(record);
      return { name: `${content}, ${codec.toLowerCase()}`, records, bytes: builder.build() };
    }),
  );
}
