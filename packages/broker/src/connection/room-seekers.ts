/** Whoever waits for room, and is called when there may be some. */
export interface RoomSeeker {
  /** Looks again whether there is room, and asks again to wait if there is not. */
  onRoom(): void;
}

/** Those who wait for room, in the order in which they asked. */
export class RoomSeekers {
  private readonly seekers = new Set<RoomSeeker>();
  private isWaking = false;

  /** How many wait. */
  get size(): number {
    return this.seekers.size;
  }

  /** Calls `onRoom` once, when `wake` finds room. */
  add(seeker: RoomSeeker): void {
    this.seekers.add(seeker);
  }

  /** It does not wait any more. */
  remove(seeker: RoomSeeker): void {
    this.seekers.delete(seeker);
  }

  /** Calls them as long as there is room: each may take what there is; those behind it wait on. */
  wake(hasRoom: () => boolean): void {
    if (this.seekers.size === 0 || this.isWaking) return;
    this.isWaking = true;
    try {
      // Not those who begin to wait again meanwhile: they would be asked for ever.
      for (const seeker of Array.from(this.seekers)) {
        if (!hasRoom()) break;
        if (this.seekers.delete(seeker)) seeker.onRoom();
      }
    } finally {
      this.isWaking = false;
    }
  }
}
