/** A request that has its place. */
interface Place {
  isReady: boolean;
  readonly run: () => void;
}

/**
 * The requests of a connection that are made ready beside each other, such as batches that are checked
 * in threads, and run one after the other in the order in which they came.
 */
export class RequestOrder {
  private readonly places: Place[] = [];
  private isRunning = false;

  /** Whether nobody is before a request that comes now. */
  get isEmpty(): boolean {
    return this.places.length === 0;
  }

  /**
   * Takes the place behind those that are there. `run` is called once, when what this returns was
   * called and those before have run: then at the earliest, and maybe from within it.
   */
  enter(run: () => void): () => void {
    const place: Place = { isReady: false, run };
    this.places.push(place);
    return () => {
      place.isReady = true;
      this.advance();
    };
  }

  /** One that runs may lead to more requests, or make others ready: the outer call goes on for them. */
  private advance(): void {
    if (this.isRunning) return;
    this.isRunning = true;
    try {
      while (this.places[0]?.isReady === true) {
        // It leaves when it has run: a request that comes from within it comes behind it.
        try {
          this.places[0].run();
        } finally {
          this.places.shift();
        }
      }
    } finally {
      this.isRunning = false;
    }
  }
}
