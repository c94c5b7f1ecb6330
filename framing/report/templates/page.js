"use strict";
// The page reads without this. It lets a reader sort and filter tables, search the articles, and see
// what a mark says by tap or by key, where there is no pointer to rest on it.

const counted = (number, one) => `${number.toLocaleString("en")} ${one}${number === 1 ? "" : "s"}`;

function labelled(control, text) {
  const label = document.createElement("label");
  label.append(text, control);
  return label;
}

function toolbar(before) {
  const bar = document.createElement("div");
  bar.className = "toolbar";
  const said = document.createElement("span");
  said.className = "said";
  said.setAttribute("role", "status");
  bar.append(said);
  before.before(bar);
  return { add: (...parts) => said.before(...parts), say: (text) => { said.textContent = text; } };
}

function searchField(text) {
  const field = document.createElement("input");
  field.type = "search";
  field.autocomplete = "off";
  return [field, labelled(field, text)];
}

function sortable(table) {
  const headings = table.tHead.rows[0].cells;
  const body = table.tBodies[0];
  const value = (row, column) => {
    const cell = row.cells[column];
    if (cell.dataset.value === undefined) return cell.textContent.trim();
    return cell.dataset.value === "" ? null : Number(cell.dataset.value);
  };
  const compare = (a, b) => (typeof a === "number" ? a - b : a.localeCompare(b));
  for (const [column, heading] of Array.from(headings).entries()) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...heading.childNodes);
    heading.append(button);
    button.addEventListener("click", () => {
      const rising = heading.getAttribute("aria-sort") === "descending";
      const rows = Array.from(body.rows).map((row) => [value(row, column), row]);
      // What has no figure stays below, whichever way the rest is sorted.
      rows.sort(([a], [b]) => (a === null) - (b === null) || (a === null ? 0 : rising ? compare(a, b) : compare(b, a)));
      for (const other of headings) other.removeAttribute("aria-sort");
      heading.setAttribute("aria-sort", rising ? "ascending" : "descending");
      body.append(...rows.map(([, row]) => row));
    });
  }
}

function filterable(table) {
  const rows = Array.from(table.tBodies[0].rows);
  if (rows.length < 6 || table.dataset.sortable === "only") return;
  const bar = toolbar(table.closest(".scroll"));
  const [field, label] = searchField("Show rows with ");
  bar.add(label);
  field.addEventListener("input", () => {
    const wanted = field.value.trim().toLowerCase();
    for (const row of rows) row.hidden = !row.textContent.toLowerCase().includes(wanted);
    const shown = rows.filter((row) => !row.hidden).length;
    bar.say(wanted ? `${shown} of ${counted(rows.length, "row")}` : "");
  });
}

function chooser(text, options) {
  const field = document.createElement("select");
  field.name = text.trim();
  field.append(...options.map(([value, title]) => new Option(title, value)));
  return [field, labelled(field, text)];
}

function dayField(text) {
  const field = document.createElement("input");
  field.type = "date";
  field.name = text.trim();
  return [field, labelled(field, text)];
}

// A frame has no voice: it is the sentence's, whoever speaks in it.
function isMarked(sentence, label, voice) {
  const tags = (sentence.dataset.tags ?? "").split(" ").map((tag) => tag.split(":"));
  return tags.some(([name, whose]) => (label === "" ? whose : name === label) && (voice === "" || whose === voice || (label && !whose)));
}

function articleSearch(section) {
  const articles = Array.from(section.querySelectorAll("details.article"));
  if (articles.length < 2) return;
  const texts = articles.map((article) => article.textContent.toLowerCase());
  const sentences = articles.map((article) => Array.from(article.querySelectorAll(".sentence")));
  const used = new Set(sentences.flat().flatMap((one) => (one.dataset.tags ?? "").split(" ").map((tag) => tag.split(":")[0])));
  const labels = JSON.parse(section.dataset.labels).filter(([name]) => used.has(name));
  const days = new Set(articles.map((article) => article.dataset.day).filter(Boolean));
  const bar = toolbar(section.querySelector(".shelf"));
  const [field, search] = searchField("Search the articles ");
  const names = Array.from(new Set(articles.map((article) => article.dataset.source)), (name) => [name, name]);
  const [source, ofSource] = chooser("of ", [["", "all sources"], ...names]);
  const [label, withLabel] = chooser("with ", [["", "any label, or none"], ...labels]);
  const [voice, inVoice] = chooser("in ", [["", "whosever words"], ["own", "the source's own words"], ["quoted", "quotes"]]);
  const [first, fromDay] = dayField("from ");
  const [last, toDay] = dayField("to ");
  bar.add(search, ofSource, withLabel, inVoice, ...(days.size > 1 ? [fromDay, toDay] : []));
  const isWanted = (article) => (source.value === "" || article.dataset.source === source.value)
    && (first.value === "" || (article.dataset.day ?? "") >= first.value)
    && (last.value === "" || (article.dataset.day ?? "9") <= last.value);
  const apply = () => {
    const wanted = field.value.trim().toLowerCase();
    voice.disabled = label.value !== "" && !sentences.flat().some((one) => (one.dataset.tags ?? "").includes(`${label.value}:`));
    const whose = voice.disabled ? "" : voice.value;
    const marked = label.value !== "" || whose !== "";
    let shown = 0;
    let found = 0;
    for (const [place, article] of articles.entries()) {
      let here = 0;
      for (const one of sentences[place]) {
        const fits = !marked || (isMarked(one, label.value, whose) && one.textContent.toLowerCase().includes(wanted));
        one.classList.toggle("aside", !fits);
        here += fits ? 1 : 0;
      }
      article.hidden = !isWanted(article) || (marked ? here === 0 : !texts[place].includes(wanted));
      shown += article.hidden ? 0 : 1;
      found += article.hidden ? 0 : here;
    }
    for (const shelf of section.querySelectorAll(".shelf")) {
      shelf.hidden = !shelf.querySelector("details.article:not([hidden])");
    }
    const some = `${shown} of ${counted(articles.length, "article")}`;
    bar.say(marked ? `${counted(found, "sentence")} in ${some}` : shown === articles.length ? "" : some);
  };
  for (const control of [field, source, label, voice, first, last]) control.addEventListener("input", apply);
}

// Opens what a link leads to, and what hides it.
function open(id) {
  const target = id ? document.getElementById(id) : null;
  for (let part = target; part; part = part.parentElement) {
    if (part.tagName === "DETAILS") part.open = true;
    if (part.hidden) part.hidden = false;
  }
  if (target) target.scrollIntoView();
}

const note = document.createElement("div");
note.className = "note";
note.setAttribute("role", "status");
document.body.append(note);

let pointed = null;

function tell(mark) {
  if (pointed) pointed.classList.remove("pointed");
  pointed = mark;
  if (pointed) pointed.classList.add("pointed");
  const notes = [];
  for (let part = mark; part && part !== document.body; part = part.parentElement) {
    if (part.title) notes.push(part.title);
  }
  note.textContent = notes.join(". ");
}

// The arrow keys lead from mark to mark within a text, so that a whole text takes one stop of the Tab key.
function readable(text) {
  const marks = Array.from(text.querySelectorAll("mark, .role, .s-own, .s-quoted"));
  if (!marks.length) return;
  text.tabIndex = 0;
  text.setAttribute("role", "group");
  text.setAttribute("aria-label", "Marked text. Right and left arrow lead from mark to mark.");
  text.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const last = marks.indexOf(pointed);
    const next = last < 0 ? (step > 0 ? 0 : marks.length - 1) : (last + step + marks.length) % marks.length;
    tell(marks[next]);
    marks[next].scrollIntoView({ block: "nearest" });
  });
  text.addEventListener("blur", () => tell(null));
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='#']");
  if (link) open(link.hash.slice(1));
  tell(event.target.closest("a, summary, button") ? null : event.target.closest("mark, .role, .sentence, .term"));
});
document.addEventListener("keydown", (event) => { if (event.key === "Escape") tell(null); });

for (const table of document.querySelectorAll("table[data-sortable]")) {
  sortable(table);
  filterable(table);
}
const articles = document.getElementById("articles");
if (articles) articleSearch(articles);
for (const text of document.querySelectorAll(".article .body")) readable(text);
if (location.hash) open(location.hash.slice(1));
addEventListener("beforeprint", () => {
  for (const event of document.querySelectorAll("details.event, details.more")) event.open = true;
});
