import type { Offset, Timestamp } from '@odradek/base';

import type { AppendRequest } from './append-request.ts';
import type { ModelConfig } from './model-config.ts';

/** What an operation counts as. */
export const OPERATION_KINDS = [
  'append',
  'roll',
  'truncate',
  'delete',
  'reopen',
  'look up by offset',
  'look up by time',
  'look up by epoch',
  'look up by producer',
] as const;

/** What an operation counts as. */
export type OperationKind = (typeof OPERATION_KINDS)[number];

/** What is done with a log, as plain data: it can be printed, done again, and left out. */
export type LogAction =
  /** Appends without waiting in between, with settings that are changed before. */
  | {
      readonly type: 'append';
      readonly requests: readonly AppendRequest[];
      readonly config?: ModelConfig;
    }
  | { readonly type: 'truncate-to'; readonly offset: Offset }
  | { readonly type: 'truncate-fully'; readonly offset: Offset }
  | { readonly type: 'delete-records'; readonly offset: Offset }
  | { readonly type: 'delete-old-segments'; readonly config: ModelConfig }
  /** A clean restart, or a loss of power a few turns after the last appends. */
  | {
      readonly type: 'reopen';
      readonly isClean: boolean;
      readonly requests: readonly AppendRequest[];
      readonly turns: number;
      readonly config: ModelConfig;
    }
  | { readonly type: 'checkpoint' }
  | {
      readonly type: 'read';
      readonly offset: Offset;
      readonly bytesMax: number;
      readonly atLeastOneBatch: boolean;
    }
  | { readonly type: 'aborted-transactions'; readonly from: Offset; readonly to: Offset }
  | { readonly type: 'offset-for-timestamp'; readonly timestamp: Timestamp }
  | { readonly type: 'offset-of-max-timestamp' }
  | { readonly type: 'end-offset-for-epoch'; readonly epoch: number }
  | { readonly type: 'assign-epoch'; readonly epoch: number }
  | { readonly type: 'expire-producers'; readonly expirationMs: number };

/** An action, and how much time passes before it. */
export interface LogOperation {
  readonly kind: OperationKind;
  readonly advanceMs: number;
  readonly action: LogAction;
}

/** The operation in one line. */
export function describeOperation({ kind, advanceMs, action }: LogOperation): string {
  return `${kind} (+${advanceMs} ms): ${JSON.stringify(action)}`;
}
