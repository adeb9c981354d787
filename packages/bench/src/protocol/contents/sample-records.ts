/** A record as an application has it, before any client gave it the form of its own. */
export interface SampleRecord {
  readonly key: string | null;
  readonly value: string;
  readonly headers: readonly (readonly [key: string, value: string])[];
}

const CURRENCIES = ['EUR', 'USD', 'GBP', 'JPY'];
const SHOPS = ['Lindwurm & Sons', 'Kaffeehaus Brünn', 'Nordlicht', 'Tienda del Sur'];

/** Orders as JSON of some 300 bytes, with a key and three headers; always the same ones. */
export function orderRecords(count: number): SampleRecord[] {
  return Array.from({ length: count }, (_, index) => ({
    key: `order-${String(index * 7919).padStart(9, '0')}`,
    value: JSON.stringify(orderOf(index)),
    headers: [
      ['content-type', 'application/json'],
      ['source', `checkout-${index % 4}`],
      ['traceparent', `00-${hexOf(index, 32)}-${hexOf(index * 31, 16)}-01`],
    ],
  }));
}

/** Values of so many bytes without keys or headers, as load generators of Kafka send them. */
export function plainRecords(count: number, valueBytes: number): SampleRecord[] {
  return Array.from({ length: count }, (_, index) => ({
    key: null,
    value: hexOf(index, valueBytes),
    headers: [],
  }));
}

function orderOf(index: number): object {
  return {
    orderId: index * 7919,
    customerId: `c-${hexOf(index, 12)}`,
    shop: SHOPS[index % SHOPS.length],
    placedAt: 1_790_000_000_000 + index * 137,
    currency: CURRENCIES[index % CURRENCIES.length],
    totalCents: (index * 997) % 100_000,
    lines: [
      { sku: `sku-${index % 512}`, quantity: 1 + (index % 5), cents: (index * 31) % 10_000 },
      { sku: `sku-${(index * 3) % 512}`, quantity: 2, cents: (index * 17) % 10_000 },
    ],
    isGift: index % 9 === 0,
  };
}

/** Hexadecimal digits that follow from a seed. */
function hexOf(seed: number, digits: number): string {
  let state = (seed + 1) * 0x9e3779b1;
  let text = '';
  while (text.length < digits) {
    state = Math.imul(state ^ (state >>> 15), 0x85ebca6b) >>> 0;
    text += (state + text.length).toString(16).padStart(8, '0').slice(-8);
  }
  return text.slice(0, digits);
}
