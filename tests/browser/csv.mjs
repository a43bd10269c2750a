/** The rows of a file of angles: numbers by column, NaN where a cell is empty. */
export function rows(text) {
  const [header, ...lines] = text.trim().split('\n').map((line) => line.split(','));
  const cell = (value) => (value === '' ? NaN : Number(value));
  return lines.map((line) => Object.fromEntries(header.map((name, index) => [name, cell(line[index])])));
}
