import assert from 'node:assert/strict';
import { test } from 'node:test';

import { CommandArguments } from '../command-line/command-arguments.ts';
import { helpText } from '../command-line/help-text.ts';
import { UsageError } from '../command-line/usage-error.ts';
import { parseImportStorage, STORAGE_IMPORT } from './import-storage.ts';

function parse(line: string) {
  return parseImportStorage(new CommandArguments(STORAGE_IMPORT, line.split(' ')));
}

test('one or several directories are named, and a crash is said', () => {
  assert.deepEqual(parse('--from /a --data /b'), {
    from: ['/a'],
    commas: undefined,
    data: '/b',
    isAfterCrash: false,
  });
  assert.deepEqual(parse('--from=/a,/c --data /b --after-crash'), {
    from: ['/a', '/c'],
    commas: '/a,/c',
    data: '/b',
    isAfterCrash: true,
  });
});

test('a directory with a comma in its name is named by repeating --from', () => {
  const { from, commas } = parse('--from /a,b --from /c --data /d');
  assert.deepEqual({ from, commas }, { from: ['/a,b', '/c'], commas: undefined });
});

test('what is missing or makes no sense is told with what to write', () => {
  const cases: readonly (readonly [string, RegExp])[] = [
    ['--data /b', /Say from where: --from DIR.*odradek storage import --help/],
    ['--from /a', /Say into which data directory: --data DIR/],
    ['--from /a,,/c --data /b', /--from is "\/a,,\/c"; write directories with commas between/],
    ['--from /a --data=', /--data is ""; write a directory/],
    ['--from /a --data /b /c', /Unexpected argument "\/c"/],
    ['--form /a --data /b', /Unknown option --form; did you mean --from\?/],
    ['--from /a --data /b -b x:9092', /Unknown option -b/],
  ];
  for (const [line, message] of cases) {
    assert.throws(
      () => parse(line),
      (error) => error instanceof UsageError && message.test(error.message),
      line,
    );
  }
});

test('the help of a command on files has no --bootstrap-server', () => {
  assert.doesNotMatch(helpText(STORAGE_IMPORT), /bootstrap-server/);
  assert.match(helpText(STORAGE_IMPORT), /--after-crash/);
});
