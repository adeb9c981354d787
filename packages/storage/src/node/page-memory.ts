/** How much is taken from the system at a time, for small pieces to share. */
const SHARED_BYTES = 1024 * 1024;
const WASM_PAGE_BYTES = 64 * 1024;

interface WasmMemory {
  readonly buffer: ArrayBuffer;
}

/** Declared here as the types of Node leave it to those of browsers. Missing in `node --jitless`. */
declare const WebAssembly:
  | { readonly Memory: new (size: { initial: number; maximum: number }) => WasmMemory }
  | undefined;

/** Whether there is a way to memory that begins at a page. */
export function hasPageMemory(): boolean {
  return typeof WebAssembly !== 'undefined';
}

/**
 * Memory whose pieces begin at pages of the processor, which a write past the page cache takes it
 * from. Node does not say where a buffer lies; but the memory of WebAssembly always begins at a page,
 * as its bounds are guarded by the protection of pages.
 */
export class PageMemory {
  private readonly pieceBytes: number;
  private shared: Buffer = Buffer.alloc(0);

  /** Pieces begin at multiples of `pieceBytes`, which divides 64 KiB. */
  constructor(pieceBytes: number) {
    this.pieceBytes = pieceBytes;
  }

  /** Zeros. The memory of small pieces is given back when none of them is used any more. */
  allocate(bytes: number): Buffer {
    const taken = Math.ceil(bytes / this.pieceBytes) * this.pieceBytes;
    if (taken > SHARED_BYTES / 2) return wasmMemory(taken).subarray(0, bytes);
    if (taken > this.shared.byteLength) this.shared = wasmMemory(SHARED_BYTES);
    const piece = this.shared.subarray(0, bytes);
    this.shared = this.shared.subarray(taken);
    return piece;
  }
}

function wasmMemory(bytes: number): Buffer {
  if (WebAssembly === undefined) throw new Error('there is no WebAssembly in this process');
  const pages = Math.ceil(bytes / WASM_PAGE_BYTES);
  return Buffer.from(new WebAssembly.Memory({ initial: pages, maximum: pages }).buffer);
}
