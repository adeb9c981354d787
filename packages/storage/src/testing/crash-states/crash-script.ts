import type { LogConfig } from '../../log/log-config.ts';
import type { ScriptedBroker } from './scripted-broker.ts';

/** What a broker does with its storage, to see what a crash at any moment of it leaves. */
export interface CrashScript {
  readonly name: string;
  /** What of the storage it goes through. */
  readonly says: string;
  readonly config?: Partial<LogConfig>;
  readonly run: (broker: ScriptedBroker) => Promise<void>;
}

/** So large that few batches fill a segment, and one lies in several sectors. */
export const LARGE: { readonly valueBytes: number } = { valueBytes: 700 };
/** So large that the journal only says where they are. */
export const VERY_LARGE: { readonly valueBytes: number } = { valueBytes: 5000 };

/** Appends as many batches that few of them fill a segment. */
export async function fillSegments(
  broker: ScriptedBroker,
  topic: string,
  batches: number = 6,
): Promise<void> {
  for (let batch = 0; batch < batches; batch++) await broker.append(topic, LARGE);
}
