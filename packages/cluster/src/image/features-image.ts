import type { FeatureLevelRecord } from '@odradek/protocol/messages/cluster-metadata';

/** The finalized levels of features (KIP-584). Only `replay…` changes it. */
export class FeaturesImage {
  private readonly levels = new Map<string, number>();

  /** The finalized features and their levels, in the order in which they were finalized. */
  all(): Iterable<readonly [name: string, level: number]> {
    return this.levels;
  }

  /** The finalized level of a feature, 0 if it is off. */
  level(name: string): number {
    return this.levels.get(name) ?? 0;
  }

  replayFeatureLevel({ name, featureLevel }: FeatureLevelRecord): void {
    if (featureLevel === 0) this.levels.delete(name);
    else this.levels.set(name, featureLevel);
  }
}
