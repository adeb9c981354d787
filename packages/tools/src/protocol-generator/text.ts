const LINE_CHARS = 100;

/** A documentation comment of one or more lines, or nothing for an empty text. */
export function docComment(text: string, indent: string): string[] {
  if (text === '') return [];
  const single = `${indent}/** ${text} */`;
  if (single.length <= LINE_CHARS) return [single];
  const lines = [`${indent}/**`];
  let line = `${indent} *`;
  for (const word of text.split(' ')) {
    if (line.length + 1 + word.length > LINE_CHARS) {
      lines.push(line);
      line = `${indent} *`;
    }
    line += ` ${word}`;
  }
  lines.push(line, `${indent} */`);
  return lines;
}

/** `FetchRequest` becomes `fetch-request`. */
export function kebabCase(name: string): string {
  return name.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, '-').toLowerCase();
}
