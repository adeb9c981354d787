import {
  CleaningAborted,
  type CleanedGroup,
  type CleaningJob,
  type CleaningResult,
} from '../cleaner/cleaning-job.ts';

/** What a thread that cleans logs is told. */
export type CleanerRequest =
  | {
      readonly type: 'clean';
      readonly job: CleaningJob;
      /** One number, not 0 from when nobody wants it any more. */
      readonly aborted: SharedArrayBuffer;
    }
  /** The group that it has told of is in its place. */
  | { readonly type: 'go-on' };

/** What it tells. */
export type CleanerAnswer =
  | { readonly type: 'cleaned'; readonly group: CleanedGroup }
  | { readonly type: 'done'; readonly result: CleaningResult }
  | { readonly type: 'failed'; readonly error: SentError };

/** An error on its way: a clone would lose what tells errors of the system apart. */
export interface SentError {
  readonly message: string;
  readonly isAborted: boolean;
  readonly code: string | undefined;
  readonly syscall: string | undefined;
}

/** What is told of an error. */
export function sentError(error: unknown): SentError {
  const { message, code, syscall } =
    error instanceof Error ? withSystemFields(error) : { message: String(error) };
  return { message, isAborted: error instanceof CleaningAborted, code, syscall };
}

function withSystemFields(error: Error): {
  readonly message: string;
  readonly code?: string | undefined;
  readonly syscall?: string | undefined;
} {
  const { message } = error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const syscall =
    'syscall' in error && typeof error.syscall === 'string' ? error.syscall : undefined;
  return { message, code, syscall };
}

/** The error that was told. */
export function receivedError({ message, isAborted, code, syscall }: SentError): Error {
  if (isAborted) return new CleaningAborted();
  const fields = { ...(code !== undefined && { code }), ...(syscall !== undefined && { syscall }) };
  return Object.assign(new Error(message), fields);
}
