// Rows of cells as a table that reads well as it is and as Markdown. The first row is its head.

export function table(rows) {
  const cells = rows.map((row) => row.map(String));
  const widths = cells[0].map((_, column) => Math.max(...cells.map((row) => row[column].length)));
  const line = (row) => `| ${row.map((cell, column) => cell.padEnd(widths[column])).join(" | ")} |\n`;
  const rule = line(widths.map((width) => "-".repeat(width)));
  return `\n${line(cells[0])}${rule}${cells.slice(1).map(line).join("")}\n`;
}
