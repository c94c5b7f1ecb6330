"use strict";
// Shows what a mark means when it is pointed at, tapped or reached by keyboard. Without this the marks
// keep their titles, which a browser shows by itself.
(() => {
  const note = document.createElement("div");
  note.id = "note";
  note.setAttribute("role", "tooltip");
  note.hidden = true;
  document.body.append(note);
  let shown = null;
  const MARKS = "mark[title], .role[title], .frame-of[title]";
  const NOTED = "mark[data-note], .role[data-note], .frame-of[data-note]";

  const line = (text, strong) => {
    const paragraph = document.createElement("p");
    const part = strong ? document.createElement("b") : document.createElement("span");
    part.textContent = text;
    paragraph.append(part);
    return paragraph;
  };

  // The innermost label first: a role may stand around a loaded word.
  const labelsOf = (mark) => {
    const around = [mark, mark.querySelector("mark"), mark.closest(".role")].filter(Boolean);
    const names = around.flatMap((one) => [
      one.dataset.label,
      one.matches("mark.own, mark.quoted") ? "loaded" : null,
      (one.className.match(/\brole-(\w+)/) || [])[1],
    ]);
    return [...new Set(names.filter(Boolean))];
  };

  const definition = (label) => {
    const place = document.querySelector(`[data-define="${CSS.escape(label)}"]`);
    return place ? [line(place.textContent, false)] : [];
  };

  // A definition stands below the line that names its label, and is then told.
  const definitionsBelow = (text, labels) => {
    const at = labels.findIndex((label) => text.toLowerCase().startsWith(label.replaceAll("_", " ")));
    return at < 0 ? [] : definition(labels.splice(at, 1)[0]);
  };

  const lines = (mark) => {
    const labels = labelsOf(mark);
    const sentence = mark.closest(".sentence");
    if (sentence === mark) return [line(noteOf(mark), true)];
    const around = sentence ? [`Whole sentence: ${noteOf(sentence)}`] : [];
    return [
      ...noteOf(mark).split("; ").flatMap((text) => [line(text, true), ...definitionsBelow(text, labels)]),
      ...labels.flatMap(definition),
      ...around.map((text) => line(text, false)),
    ];
  };

  // A title would be shown by the browser as well, on top of our own note.
  const noteOf = (mark) => {
    if (mark.title) {
      mark.dataset.note = mark.title;
      mark.removeAttribute("title");
    }
    return mark.dataset.note || "";
  };

  const place = (mark) => {
    const box = mark.getClientRects()[0] || mark.getBoundingClientRect();
    const width = document.documentElement.clientWidth;
    const left = Math.max(12, Math.min(box.left, width - note.offsetWidth - 12));
    const above = box.top - note.offsetHeight - 8;
    note.style.left = `${left + scrollX}px`;
    note.style.top = `${(above > 4 ? above : box.bottom + 8) + scrollY}px`;
  };

  const show = (mark) => {
    hide();
    note.replaceChildren(...lines(mark));
    note.hidden = false;
    mark.setAttribute("aria-describedby", "note");
    shown = mark;
    place(mark);
  };

  const hide = () => {
    if (shown) shown.removeAttribute("aria-describedby");
    note.hidden = true;
    shown = null;
  };

  // Every mark can be reached by keyboard; of a role with a loaded word in it, the role.
  const prepare = () => {
    for (const mark of document.querySelectorAll(MARKS)) {
      noteOf(mark);
      if (!mark.parentElement.closest(".role[data-note]")) mark.tabIndex = 0;
    }
    for (const sentence of document.querySelectorAll(".sentence")) noteOf(sentence);
  };

  const follow = (event) => {
    const target = event.target instanceof Element ? event.target : null;
    const mark = target && (target.closest(NOTED) || target.closest(".sentence[data-note]"));
    if (mark && mark !== shown) show(mark);
    else if (!mark) hide();
  };
  document.addEventListener("pointerover", follow);
  document.addEventListener("click", follow);
  document.addEventListener("focusin", follow);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });
  document.addEventListener("framing:shown", prepare);
  prepare();
})();
