import type { Draw } from './draw.ts';
import type { TopicName } from './topics.ts';

/** What one Produce request carries for partition 0 of one topic. */
export interface Sending {
  readonly topic: TopicName;
  readonly records: Buffer | null;
  /** The default is one that takes every codec. */
  readonly produceVersion?: number;
  /** The default is `null`. */
  readonly transactionalId?: string;
  /**
   * Whether the compressed data is damaged inside, so that how far the library of a codec can read
   * it decides whether it is refused at all, and with which of two codes.
   */
  readonly isDamaged?: boolean;
}

/** One way to satisfy a check or to fail it. */
export interface Variant {
  readonly name: string;
  readonly make: (draw: Draw) => Sending;
  /** Why the answers need not be equal, if so; it is listed apart. */
  readonly apart?: string;
}

/** One thing that Kafka checks of what a producer sends, with batches good and bad. */
export interface Check {
  readonly name: string;
  readonly variants: readonly Variant[];
}

/** A generated batch with where it comes from. */
export interface AppendCase extends Sending {
  readonly check: string;
  readonly variant: string;
  readonly produceVersion: number;
  /** As that of the variant. */
  readonly apart?: string;
}
