/** Does one thing after the other, whether those before went well or not. */
export class TasksInOrder {
  private last: Promise<unknown> = Promise.resolve();

  /**
   * Does something when everything is done that was begun before, never before the call returns.
   * Resolves and rejects as the task does; what becomes of others concerns whoever asked for them.
   */
  run<Result>(task: () => Promise<Result>): Promise<Result> {
    const result = this.last.then(task);
    this.last = Promise.allSettled([result]);
    return result;
  }

  /** Resolves when everything is done that was begun. */
  async settle(): Promise<void> {
    await this.last;
  }
}
