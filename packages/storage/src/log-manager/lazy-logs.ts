import type { LazyLog } from './lazy-log.ts';
import type { TopicIdPartition } from './partition-directory.ts';

/** The logs of a directory that were handed out without being opened, open now or not. */
export class LazyLogs {
  /** By topic, at the index of their partition: names of folders would be many strings. */
  private readonly byTopic = new Map<string, (LazyLog | undefined)[]>();

  add(lazyLog: LazyLog): void {
    const ofTopic = this.byTopic.get(lazyLog.topic) ?? [];
    if (ofTopic.length === 0) this.byTopic.set(lazyLog.topic, ofTopic);
    ofTopic[lazyLog.partition] = lazyLog;
  }

  /** Nobody opens the log of a partition any more that is to be deleted. */
  remove({ topic, topicId, partition }: TopicIdPartition): void {
    const ofTopic = this.byTopic.get(topic);
    const lazyLog = ofTopic?.[partition];
    if (ofTopic === undefined || lazyLog?.topicId !== topicId) return;
    lazyLog.noteDeleted();
    ofTopic[partition] = undefined;
    if (ofTopic.every((other) => other === undefined)) this.byTopic.delete(topic);
  }

  *all(): Iterable<LazyLog> {
    for (const ofTopic of this.byTopic.values()) {
      for (const lazyLog of ofTopic) if (lazyLog !== undefined) yield lazyLog;
    }
  }

  clear(): void {
    this.byTopic.clear();
  }
}
