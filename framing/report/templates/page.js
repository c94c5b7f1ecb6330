"use strict";
// The page works without this: it only lets a reader sort the tables by clicking a heading.
for (const table of document.querySelectorAll("table[data-sortable]")) {
  const headings = table.tHead.rows[0].cells;
  const body = table.tBodies[0];
  const value = (row, column) => {
    const cell = row.cells[column];
    return cell.dataset.value === undefined ? cell.textContent.trim() : Number(cell.dataset.value || "-1");
  };
  for (const [column, heading] of Array.from(headings).entries()) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...heading.childNodes);
    heading.append(button);
    button.addEventListener("click", () => {
      const rising = heading.getAttribute("aria-sort") === "descending";
      const rows = Array.from(body.rows).sort((a, b) => {
        const [first, second] = [value(a, column), value(b, column)];
        const order = typeof first === "number" ? first - second : first.localeCompare(second);
        return rising ? order : -order;
      });
      for (const other of headings) other.removeAttribute("aria-sort");
      heading.setAttribute("aria-sort", rising ? "ascending" : "descending");
      body.append(...rows);
    });
  }
}
