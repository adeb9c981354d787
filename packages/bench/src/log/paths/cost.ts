/** What one of several runs of the same work cost. */
export interface Cost {
  /** Of the whole process, with its threads and its collector, in microseconds. */
  readonly processorUs: number;
  /** By the clock on the wall, in microseconds. */
  readonly wallUs: number;
  /** What was left in the heap of V8, as garbage or not, without the bytes of buffers. */
  readonly heapBytes: number;
}

/** What each of `count` runs costs that `work` does. Begins with an empty new space. */
export async function costOf(count: number, work: () => Promise<void>): Promise<Cost> {
  globalThis.gc?.({ type: 'minor' });
  const { heapUsed } = process.memoryUsage();
  const processor = process.cpuUsage();
  const began = performance.now();
  await work();
  const wallMs = performance.now() - began;
  const { user, system } = process.cpuUsage(processor);
  const heapBytes = process.memoryUsage().heapUsed - heapUsed;
  return {
    processorUs: (user + system) / count,
    wallUs: (wallMs * 1000) / count,
    heapBytes: heapBytes / count,
  };
}
