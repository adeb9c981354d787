import assert from 'node:assert/strict';
import { test } from 'node:test';

import { SeededRandom } from '@odradek/base/testing';

import type { QuotaWindows } from './quota-windows.ts';
import { rateThrottleTimeMs, SampledRate } from './sampled-rate.ts';

type Row = readonly [atMs: number, value: number, rate: number, throttleTimeMs: number];

/** What `Rate`, `WindowedSum` and `QuotaUtils` of Apache Kafka 4.3.1 make of random events. */
const KAFKA: readonly { windows: QuotaWindows; quota: number; rows: readonly Row[] }[] = [
  {
    windows: { count: 11, sizeMs: 1000 },
    quota: 1000,
    // prettier-ignore
    rows: [
      [0, 847, 84.7, 0],
      [4, 1606, 245.2019192323071, 0],
      [1004, 2473, 492.4030387844862, 0],
      [1166, 1592, 641.1567971670273, 0],
      [1855, 332, 631.0456011054813, 0],
      [12529, 298, 407.37527114967463, 0],
      [12831, -713, 336.68724105859474, 0],
      [13694, -5672, -598.8194786030497, 0],
      [15028, 56660, 4816.934946185351, 40074],
      [15505, -555, 4557.033527696793, 39042],
      [15505, 2452, 4780.430029154519, 41494],
      [16060, 1345, 5110.150982812648, 43284],
      [16564, 600, 5422.521175884404, 44380],
      [16747, 996, 5422.8811900567625, 45193],
      [16812, 859, 5472.138480988039, 45987],
      [16870, -21, 5439.415917222706, 45908],
      [16870, 797, 5516.487767140509, 46705],
      [16911, 1485, 5637.738393373146, 48149],
      [17606, 810, 5888.756574377295, 49264],
      [17980, 3053, 5970.146397473925, 51943],
      [17980, 1436, 6107.549516792651, 53379],
      [18212, 2575, 6215.950575680989, 55722],
      [18320, 903, 6237.420072282457, 56517],
      [19500, 833, 6211.010846777869, 57170],
      [19877, 43450, 10783.822960958638, 101243],
      [20877, 1490, 10927.812137611132, 102733],
      [21973, 1699, 10990.042129452317, 104336],
      [30501, 1550, 4456.140350877193, 38021],
      [31357, -72, 445.32442748091603, 0],
      [32645, 2511, 532.983508245877, 0],
      [32835, 2095, 716.5347081568772, 0],
      [33029, 1823, 751.0448328267477, 0],
      [33029, 42157, 4755.31914893617, 39536],
      [34386, 1156, 4705.558107487368, 40335],
      [39669, 891, 5125, 41943],
      [40669, 28777, 7955.153422501968, 70720],
      [40904, 1370, 7907.142170527732, 71855],
      [52599, 1440, 144, 0],
      [53805, 587, 198.60866157162454, 0],
      [57907, 691, 263.67869615832365, 0],
    ],
  },
  {
    windows: { count: 3, sizeMs: 2000 },
    quota: 1000,
    // prettier-ignore
    rows: [
      [0, 1040, 260, 0],
      [5350, 1719, 515.7009345794393, 0],
      [6350, 86, 361, 0],
      [6364, 67, 373.35460710011967, 0],
      [6364, 678, 508.5759872357399, 0],
      [10006, 2214, 1023.1958762886599, 108],
      [11059, 2179, 1216.1499386932915, 1234],
      [11709, 23324, 4759.710646328039, 23908],
      [12076, 2402, 4857.12161760333, 25943],
      [13076, -85, 5923.865877712031, 24964],
      [13259, 767, 5863.506567675614, 25548],
      [14157, 899, 7636.71404480848, 27549],
      [15157, 1070, 6361.871481265774, 27619],
      [15419, 1113, 6259.560317753556, 28470],
      [16457, 694, 5359.944194698497, 28126],
      [16457, 435, 5427.375600682065, 28561],
      [16628, 2523, 5668.227121715494, 30913],
      [17759, 1572, 2004.2231215907093, 5707],
      [18224, 2337, 2232.7586206896553, 7579],
      [18410, 39903, 8467.003473318598, 47296],
      [18477, 32464, 13450.085924074363, 79693],
      [19386, 122, 15898.259705488621, 77903],
      [20386, 1624, 13606.67843955691, 78527],
      [21033, 2111, 12633.362420011634, 79991],
    ],
  },
  {
    windows: { count: 1, sizeMs: 1000 },
    quota: 50,
    // prettier-ignore
    rows: [
      [0, 54210, 5.421E7, 1084199],
      [1000, 549, 549000, 10979],
      [12961, 46882, 4.6882E7, 937639],
      [13042, 576, 585901.2345679012, 949079],
      [14141, 1092, 1092000, 21839],
      [14919, 2357, 4433.161953727506, 68202],
      [15212, 635, 3813.2586367880485, 80609],
      [16212, 417, 417000, 8339],
      [16365, 2857, 21398.692810457516, 65327],
      [16639, 3142, 15025.76112412178, 127893],
      [17363, 1539, 6911.381407471764, 157949],
      [17952, 238, 3016.9779286926996, 34951],
    ],
  },
];

for (const { windows, quota, rows } of KAFKA) {
  test(`rates over ${windows.count} windows of ${windows.sizeMs} ms are those of Kafka`, () => {
    const rate = new SampledRate(windows);
    for (const [atMs, value, measured, throttleTimeMs] of rows) {
      rate.record(value, atMs);
      assert.ok(
        Math.abs(rate.measure(atMs) - measured) < 1e-9 * Math.abs(measured) + 1e-9,
        `at ${atMs}`,
      );
      assert.equal(rateThrottleTimeMs(rate, quota, atMs), throttleTimeMs, `at ${atMs}`);
    }
  });
}

const WINDOWS: QuotaWindows = { count: 11, sizeMs: 1000 };

test('the first events count as if all windows but one had passed', () => {
  const rate = new SampledRate(WINDOWS);
  rate.record(10_000, 500);
  assert.equal(rate.elapsedMs(500), 10_000);
  assert.equal(rate.measure(500), 1000);
  assert.equal(rate.elapsedMs(1499), 10_999);
  assert.equal(rate.elapsedMs(1500), 10_000);
});

test('a client that waits as long as it is told is at its quota afterwards', () => {
  const random = new SeededRandom(1);
  for (let run = 0; run < 300; run++) {
    const rate = new SampledRate(WINDOWS);
    const quota = random.between(100, 10_000);
    let nowMs = random.below(100_000);
    for (let event = 0; event < 20; event++) {
      nowMs += random.below(400);
      rate.record(random.below(2 * quota), nowMs);
    }
    const sum = rate.measure(nowMs) * (rate.elapsedMs(nowMs) / 1000);
    const throttleTimeMs = rateThrottleTimeMs(rate, quota, nowMs);
    // Within that time no window passes out of sight that the quota would not have allowed.
    const waitedSeconds = (rate.elapsedMs(nowMs) + throttleTimeMs) / 1000;
    if (throttleTimeMs > 0) assert.ok(Math.abs(sum / waitedSeconds - quota) < 1 + quota / 1000);
    else assert.ok(sum / waitedSeconds <= quota);
  }
});

test('who keeps waiting as told has about the quota over a long time', () => {
  const random = new SeededRandom(2);
  for (let run = 0; run < 50; run++) {
    const rate = new SampledRate(WINDOWS);
    const quota = random.between(1_000, 100_000);
    const valueMax = quota * random.between(1, 10);
    let nowMs = 0;
    let total = 0;
    while (nowMs < 600_000) {
      nowMs += random.below(50);
      const value = 1 + random.below(valueMax);
      rate.record(value, nowMs);
      total += value;
      nowMs += rateThrottleTimeMs(rate, quota, nowMs);
    }
    // What Kafka's arithmetic gives who sends much at once: windows that leave take all of it with them.
    const allowed = 1.25 * quota * (nowMs / 1000 + 11) + valueMax;
    assert.ok(total <= allowed, `${total} of ${allowed}`);
    assert.ok(total >= 0.8 * quota * (nowMs / 1000), `${total} is too little for ${quota}/s`);
  }
});

test('what is taken back does not count', () => {
  const rate = new SampledRate(WINDOWS);
  rate.record(5_000, 0);
  rate.record(3_000, 2_500);
  rate.record(-3_000, 2_500);
  assert.equal(rate.measure(2_500), 5_000 / (10_500 / 1000));
});

test('a rate is idle when all its windows have passed', () => {
  const rate = new SampledRate(WINDOWS);
  assert.equal(rate.isIdle(0), true);
  rate.record(1, 0);
  rate.record(1, 3_000);
  assert.equal(rate.isIdle(13_999), false);
  assert.equal(rate.isIdle(14_000), true);
  assert.equal(rate.measure(14_000), 0);
});
