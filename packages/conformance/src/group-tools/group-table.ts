/** A row of a table, by the headings of its columns. */
export type TableRow = Readonly<Record<string, string>>;

const HEADING = /^(?:GROUP|TOPIC)\b.*\S/;
const WORD = /\S+(?: \(ID\))?/g;
const BLANKS = /\s+/g;

/**
 * The rows of all tables in a text, sorted: what Kafka's ConsumerGroupCommand and our command line
 * print of groups. Cells begin under their headings; an empty one is a dash, as Kafka prints most of them.
 */
export function groupTableRows(text: string): readonly TableRow[] {
  const rows: TableRow[] = [];
  let columns: readonly { readonly heading: string; readonly at: number }[] = [];
  for (const line of text.split('\n')) {
    if (HEADING.test(line)) {
      columns = [...line.matchAll(WORD)].map(([heading], index, all) => ({
        heading,
        at: all[index]?.index ?? 0,
      }));
    } else if (line.trim() === '') {
      columns = [];
    } else if (columns.length > 0) {
      rows.push(rowOf(line, columns));
    }
  }
  return rows.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

function rowOf(
  line: string,
  columns: readonly { readonly heading: string; readonly at: number }[],
): TableRow {
  return Object.fromEntries(
    columns.map(({ heading, at }, index) => {
      const cell = line
        .slice(at, columns[index + 1]?.at)
        .trim()
        .replaceAll(BLANKS, ' ');
      return [heading, cell === '' ? '-' : cell];
    }),
  );
}
