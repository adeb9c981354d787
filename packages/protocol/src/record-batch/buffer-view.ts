type BufferViewConstructor = new (
  memory: ArrayBufferLike,
  byteOffset: number,
  length: number,
) => Buffer;

/**
 * The class that Node itself makes buffers with, which `Buffer` names as its species. Made with it,
 * a view costs less than half of what `subarray` costs on Node 20. `undefined` in a runtime where
 * it does not make buffers.
 */
const BufferView: BufferViewConstructor | undefined = findConstructor();

function findConstructor(): BufferViewConstructor | undefined {
  const species: unknown = (Buffer as unknown as Record<symbol, unknown>)[Symbol.species];
  if (typeof species !== 'function') return undefined;
  const View = species as BufferViewConstructor;
  const probe: unknown = new View(new ArrayBuffer(8), 2, 4);
  const isView = Buffer.isBuffer(probe) && probe.byteOffset === 2 && probe.byteLength === 4;
  return isView ? View : undefined;
}

/** A buffer over a part of `memory`, which is not copied. The part must be within it. */
export function bufferView(memory: ArrayBufferLike, byteOffset: number, length: number): Buffer {
  return BufferView === undefined
    ? Buffer.from(memory as ArrayBuffer, byteOffset, length)
    : new BufferView(memory, byteOffset, length);
}
