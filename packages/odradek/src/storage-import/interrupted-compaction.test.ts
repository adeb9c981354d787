import assert from 'node:assert/strict';
import { test } from 'node:test';

import { resumeCompaction, swappedSegments } from './interrupted-compaction.ts';

const [FIRST, SECOND, THIRD, FOURTH] = [0, 100, 250, 400].map((offset) =>
  String(offset).padStart(20, '0'),
);

function filesOf(base: string | undefined, suffix = ''): readonly string[] {
  return ['index', 'log', 'timeindex'].map((type) => `${base}.${type}${suffix}`);
}

/** The names that are left, with the name in the folder where it is another. */
function resumed(names: readonly string[], ends: Readonly<Record<string, number>>) {
  const { files, leftOut } = resumeCompaction(names, new Map(Object.entries(ends)));
  return {
    files: files.map(({ name, source }) => (name === source ? name : `${name} of ${source}`)),
    leftOut: leftOut.map(({ name }) => name),
  };
}

test('without anything of a compaction all files are left', () => {
  const names = [...filesOf(FIRST), ...filesOf(SECOND), 'leader-epoch-checkpoint'];
  assert.deepEqual(swappedSegments(names), []);
  assert.deepEqual(resumed(names, {}), { files: names, leftOut: [] });
});

test('a swapped segment takes the place of all that it was made of', () => {
  const kept = [...filesOf(FOURTH), 'leader-epoch-checkpoint', 'partition.metadata'];
  const old = [...filesOf(FIRST), ...filesOf(SECOND), `${SECOND}.snapshot`, ...filesOf(THIRD)];
  const names = [...old, ...filesOf(FIRST, '.swap'), ...kept];
  assert.deepEqual(swappedSegments(names), [`${FIRST}.log.swap`]);
  assert.deepEqual(resumed(names, { [`${FIRST}.log.swap`]: 400 }), {
    files: [...filesOf(FIRST).map((name) => `${name} of ${name}.swap`), ...kept],
    leftOut: old,
  });
});

test('what it was made of may be renamed already, and some of the swapped files too', () => {
  const deleted = filesOf(FIRST, '.deleted');
  const names = [...deleted, `${FIRST}.log`, `${FIRST}.index.swap`, `${FIRST}.timeindex.swap`];
  assert.deepEqual(swappedSegments(names), []);
  assert.deepEqual(resumed(names, {}).files, [
    `${FIRST}.index of ${FIRST}.index.swap`,
    `${FIRST}.index.deleted`,
    `${FIRST}.log`,
    `${FIRST}.log.deleted`,
    `${FIRST}.timeindex of ${FIRST}.timeindex.swap`,
    `${FIRST}.timeindex.deleted`,
  ]);
});

test('several swapped segments take the place of those between them', () => {
  const names = [...filesOf(FIRST), ...filesOf(SECOND), ...filesOf(THIRD), ...filesOf(FOURTH)];
  const swaps = [`${FIRST}.log.swap`, `${THIRD}.log.swap`];
  const { files, leftOut } = resumed([...names, ...swaps], {
    [`${FIRST}.log.swap`]: 90,
    [`${THIRD}.log.swap`]: 399,
  });
  assert.deepEqual(
    leftOut,
    names.filter((name) => !name.startsWith(FOURTH ?? '')),
  );
  assert.deepEqual(files, [
    `${FIRST}.log of ${FIRST}.log.swap`,
    `${THIRD}.log of ${THIRD}.log.swap`,
    ...filesOf(FOURTH),
  ]);
});

test('with a cleaned segment before it a swapped one does not hold', () => {
  const old = [...filesOf(FIRST), ...filesOf(THIRD)];
  const unfinished = [`${FIRST}.log.cleaned`, `${FIRST}.index.cleaned`];
  const names = [...old, ...unfinished, ...filesOf(THIRD, '.swap')];
  assert.deepEqual(swappedSegments(names), []);
  assert.deepEqual(resumed(names, {}), {
    files: [...old, ...unfinished].toSorted(),
    leftOut: filesOf(THIRD, '.swap'),
  });
});

test('an empty swapped segment takes the place of nothing but files of its name', () => {
  const names = [...filesOf(FIRST), ...filesOf(SECOND), ...filesOf(FIRST, '.swap')];
  const { files } = resumed(names, { [`${FIRST}.log.swap`]: 0 });
  assert.deepEqual(files, [
    ...filesOf(FIRST).map((name) => `${name} of ${name}.swap`),
    ...filesOf(SECOND),
  ]);
});
