import type { Admin } from '@odradek/client';

import type { RawClient } from '../client/raw-client.ts';
import type { ClientProgram } from '../workload/client-machine.ts';

/** What is needed to look at what an undertaking leaves, once nothing goes wrong any more. */
export interface Inspection {
  readonly client: RawClient;
  readonly admin: Admin;
}

/** Something that is done to a topic of its own, and begun again if whoever does it is killed. */
export interface Undertaking {
  /** The name of its topic, which is there before it begins. */
  readonly topic: string;
  /** How many partitions that has then. */
  readonly partitionsCount: number;
  /** The configs that it is created with; none if it is missing. */
  readonly configs?: Readonly<Record<string, string>>;
  /** Does it until the world is healed, and ends in good order. */
  readonly program: ClientProgram;
  /** What others do with it meanwhile, each on a machine of its own; nobody if it is missing. */
  readonly others?: readonly ClientProgram[];
  /** Checks what is left. Raises a `Violation`. */
  check(inspection: Inspection): Promise<void>;
}
