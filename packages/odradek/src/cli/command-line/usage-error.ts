/** A command line that makes no sense. The message is one line and says what to write instead. */
export class UsageError extends Error {
  override readonly name: string = 'UsageError';
}
