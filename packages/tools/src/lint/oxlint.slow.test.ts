import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { numbered, PLANTED_SOURCES } from './testing/planted-sources.ts';
import { plantWorkspace } from './testing/planted-workspace.ts';

const LONG_FILE = 'packages/base/src/long-file.ts';
const LONG = { [LONG_FILE]: numbered(501) };

const workspace = plantWorkspace({ ...PLANTED_SOURCES, ...LONG });
after(() => workspace.remove());
const reported = lint();

for (const [file, source] of Object.entries(PLANTED_SOURCES)) {
  test(`the linter finds what is planted in ${file}, and nothing else`, () => {
    assert.deepEqual((reported.get(file) ?? []).sort(), planted(source).sort());
  });
}

test('the linter finds a file of more than 500 lines of code', () => {
  assert.match(reported.get(LONG_FILE)?.[0] ?? '', /eslint\(max-lines\)$/);
});

test('the linter reports no file in which nothing is planted', () => {
  const files = new Set([...Object.keys(PLANTED_SOURCES), LONG_FILE]);
  assert.deepEqual(
    [...reported.keys()].filter((file) => !files.has(file)),
    [],
  );
});

/** What must be reported, as `line rule`, by the marks in a source. */
function planted(source: string): string[] {
  return source.split('\n').flatMap((text, index) => {
    const rules = text.split('//! ')[1]?.split(' ') ?? [];
    return rules.map((rule) => `${index + 1} ${rule}`);
  });
}

interface Diagnostic {
  readonly code?: string;
  readonly filename: string;
  readonly labels: readonly { readonly span: { readonly line: number } }[];
}

/** What the linter reports, as `line rule`, by file. */
function lint(): Map<string, string[]> {
  const { diagnostics }: { diagnostics: Diagnostic[] } = JSON.parse(
    workspace.run('oxlint/bin/oxlint', ['--format=json', 'packages']),
  );
  const byFile = new Map<string, string[]>();
  for (const { code, filename, labels } of diagnostics) {
    const lines = byFile.get(filename) ?? [];
    lines.push(`${labels[0]?.span.line} ${code ?? '(unused)'}`);
    byFile.set(filename, lines);
  }
  return byFile;
}
