import { createHash } from 'node:crypto';

/** The contents of a file, or a directory. */
export type NodeImage = Buffer | DirectoryImage;

/** What a disk has when its machine starts: nothing of it is changed any more. */
export interface DirectoryImage {
  readonly names: ReadonlyMap<string, NodeImage>;
}

/** Files are shared by many images. */
const DIGESTS = new WeakMap<Buffer, string>();

/** The same for two images that have the same names and bytes. */
export function digestOf(image: NodeImage): string {
  if (Buffer.isBuffer(image)) return digestOfFile(image);
  const hash = createHash('sha1');
  const names = [...image.names].sort(([one], [other]) => (one < other ? -1 : 1));
  for (const [name, node] of names) hash.update(`${name}\n${digestOf(node)}\n`);
  return `directory ${hash.digest('base64')}`;
}

function digestOfFile(bytes: Buffer): string {
  const known = DIGESTS.get(bytes);
  if (known !== undefined) return known;
  const digest = createHash('sha1').update(bytes).digest('base64');
  DIGESTS.set(bytes, digest);
  return digest;
}

/** The contents of a file; `undefined` if there is none. */
export function fileIn(image: DirectoryImage, path: string): Buffer | undefined {
  let node: NodeImage | undefined = image;
  for (const name of path.split('/').filter((part) => part !== '')) {
    if (node === undefined || Buffer.isBuffer(node)) return undefined;
    node = node.names.get(name);
  }
  return Buffer.isBuffer(node) ? node : undefined;
}

/** The paths of all files with their sizes, and of all directories, for people. */
export function describeImage(image: DirectoryImage, path = ''): readonly string[] {
  return [...image.names].flatMap(([name, node]) => {
    const at = `${path}/${name}`;
    if (Buffer.isBuffer(node)) return [`${at} ${node.byteLength} bytes, ${contentsOf(node)}`];
    return [`${at}/`, ...describeImage(node, at)];
  });
}

/** Where a file has zeros only, in sectors, as that is what a crash leaves. */
function contentsOf(bytes: Buffer): string {
  const sectors: string[] = [];
  for (let at = 0; at < bytes.byteLength; at += 512) {
    const isZero = bytes.subarray(at, at + 512).every((byte) => byte === 0);
    sectors.push(isZero ? '0' : 'x');
  }
  return `sectors ${sectors.join('')}`;
}
