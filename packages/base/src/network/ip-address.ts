const IPV4_BYTES = 4;
const IPV6_GROUPS = 8;
/** The first 6 groups of an IPv4 address as an IPv6 socket shows it: `::ffff:1.2.3.4`. */
const MAPPED_PREFIX = '0:0:0:0:0:ffff:';

/**
 * The one text of an IP address, however it was written, so that addresses can be compared:
 * `1.2.3.4` for IPv4, also where it is mapped into IPv6, and all eight groups for IPv6, in lower case
 * and without a zone. `undefined` if the text is no address; names are not looked up. As Java's
 * `InetAddress` the last number of an IPv4 address may stand for several bytes: `127.1` is `127.0.0.1`.
 */
export function canonicalIpAddress(text: string): string | undefined {
  return canonicalIpv4(text) ?? canonicalIpv6(text);
}

function canonicalIpv4(text: string): string | undefined {
  const parts = text.split('.');
  if (parts.length > IPV4_BYTES || !parts.every((part) => /^\d{1,10}$/.test(part))) {
    return undefined;
  }
  const numbers = parts.map(Number);
  const last = numbers.pop() ?? 0;
  const lastBytes = IPV4_BYTES - numbers.length;
  if (numbers.some((number) => number > 255) || last >= 256 ** lastBytes) return undefined;
  for (let byte = lastBytes - 1; byte >= 0; byte--) {
    numbers.push(Math.floor(last / 256 ** byte) % 256);
  }
  return numbers.join('.');
}

function canonicalIpv6(text: string): string | undefined {
  const [, inBrackets] = /^\[(.*)\]$/.exec(text) ?? [];
  const [address = ''] = (inBrackets ?? text).split('%');
  const halves = address.split('::');
  if (halves.length > 2 || !address.includes(':')) return undefined;
  const [first = [], second] = halves.map(groupsOf);
  if (halves.length === 1) return first.length === IPV6_GROUPS ? canonicalGroups(first) : undefined;
  const missing = IPV6_GROUPS - first.length - (second?.length ?? 0);
  if (missing < 1) return undefined;
  return canonicalGroups([...first, ...Array<string>(missing).fill('0'), ...(second ?? [])]);
}

/** The groups of a part of an address. An IPv4 address at its end becomes two. */
function groupsOf(part: string): readonly string[] {
  if (part === '') return [];
  const groups = part.split(':');
  const last = groups.at(-1) ?? '';
  if (!/^\d+(?:\.\d+){3}$/.test(last)) return groups;
  const bytes = last.split('.').map(Number);
  if (bytes.some((byte) => byte > 255)) return groups;
  const [a = 0, b = 0, c = 0, d = 0] = bytes;
  return [...groups.slice(0, -1), (a * 256 + b).toString(16), (c * 256 + d).toString(16)];
}

function canonicalGroups(groups: readonly string[]): string | undefined {
  if (!groups.every((group) => /^[\da-f]{1,4}$/i.test(group))) return undefined;
  const numbers = groups.map((group) => parseInt(group, 16));
  const address = numbers.map((number) => number.toString(16)).join(':');
  if (!address.startsWith(MAPPED_PREFIX)) return address;
  const [high = 0, low = 0] = numbers.slice(-2);
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}
