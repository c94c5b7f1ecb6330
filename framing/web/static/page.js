"use strict";
// Makes the form quicker: answers without a new page, reads pasted and dropped texts at once. The page
// works without this.
(() => {
  const form = document.getElementById("ask");
  const result = document.getElementById("result");
  const message = document.getElementById("message");
  const busy = document.getElementById("busy");
  const second = document.getElementById("second");
  const files = document.getElementById("files");
  const boxes = [1, 2].map((n) => ({
    whole: document.getElementById(`box-${n}`),
    source: document.getElementById(`source-${n}`),
    title: document.getElementById(`title-${n}`),
    text: document.getElementById(`text-${n}`),
  }));
  let asked = 0;

  const say = (text) => {
    message.textContent = text;
    message.hidden = !text;
  };

  const open = (wanted) => {
    boxes[1].whole.hidden = !wanted;
    second.setAttribute("aria-expanded", String(wanted));
    second.textContent = wanted ? "Remove the second text" : "Add a second text";
    if (!wanted) for (const name of ["source", "title", "text"]) boxes[1][name].value = "";
  };

  const problem = async (response) => {
    try {
      return (await response.json()).detail;
    } catch {
      return `The server answered with status ${response.status}.`;
    }
  };

  const ask = async () => {
    if (!boxes.some((box) => box.text.value.trim())) {
      say("Paste a text first.");
      boxes[0].text.focus();
      return;
    }
    const number = ++asked;
    say("");
    busy.textContent = "Reading …";
    try {
      const response = await fetch("/result", { method: "POST", body: new URLSearchParams(new FormData(form)) });
      const text = response.ok ? await response.text() : await problem(response);
      if (number !== asked) return;
      if (response.ok) {
        result.innerHTML = text;
        document.dispatchEvent(new Event("framing:shown"));
        busy.textContent = "";
        result.focus({ preventScroll: true });
        result.scrollIntoView({ block: "start" });
      } else say(text);
    } catch {
      if (number === asked) say("The server cannot be reached. Is it still running?");
    } finally {
      if (number === asked) busy.textContent = "";
    }
  };

  const fill = (box, article, name) => {
    box.text.value = article.text;
    box.title.value = article.title || "";
    box.source.value = article.source || name.replace(/\.[^.]*$/, "");
  };

  const formats = new Map(files.dataset.formats.trim().split(" ").map((pair) => pair.split("=")));
  const formatOf = (name) => formats.get((name.toLowerCase().match(/\.[^.]+$/) || [""])[0]);

  const read = async (list) => {
    say("");
    const found = [];
    const notes = [];
    for (const file of list) {
      const format = formatOf(file.name);
      if (!format) {
        notes.push(`${file.name}: only ${Array.from(formats.keys()).join(", ")} are read here.`);
        continue;
      }
      const response = await fetch(`/v1/read?format=${format}`, {
        method: "POST",
        headers: { "Content-Type": "application/octet-stream" },
        body: file,
      });
      if (!response.ok) notes.push(`${file.name}: ${await problem(response)}`);
      else {
        const held = await response.json();
        found.push(...held.articles.map((article) => ({ article, name: file.name })));
        notes.push(...held.errors.slice(0, 3).map((error) => `${file.name}: ${error.detail}`));
      }
    }
    if (found.length > 2) notes.push("Two texts fit here: the first two are shown. 'framing score' reads folders.");
    if (found.length === 1) {
      fill(boxes[0].text.value.trim() && !boxes[1].whole.hidden ? boxes[1] : boxes[0], found[0].article, found[0].name);
    } else if (found.length > 1) {
      open(true);
      found.slice(0, 2).forEach((one, place) => fill(boxes[place], one.article, one.name));
    }
    if (found.length) await ask();
    if (notes.length) say(notes.join(" "));
  };

  const unreachable = () => say("The server cannot be reached. Is it still running?");

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    ask();
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      ask();
    }
  });
  for (const box of boxes) {
    box.text.addEventListener("paste", (event) => {
      if (event.clipboardData && event.clipboardData.files.length) {
        event.preventDefault();
        read(event.clipboardData.files).catch(unreachable);
      } else setTimeout(ask, 0);
    });
  }
  second.addEventListener("click", () => {
    open(boxes[1].whole.hidden);
    if (!boxes[1].whole.hidden) boxes[1].text.focus();
  });
  files.addEventListener("change", () => {
    read(Array.from(files.files)).catch(unreachable);
    files.value = "";
  });
  const carriesFiles = (event) => event.dataTransfer && Array.from(event.dataTransfer.types).includes("Files");
  document.addEventListener("dragover", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    document.body.classList.add("dropping");
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) document.body.classList.remove("dropping");
  });
  document.addEventListener("drop", (event) => {
    document.body.classList.remove("dropping");
    if (!carriesFiles(event)) return;
    event.preventDefault();
    read(Array.from(event.dataTransfer.files)).catch(unreachable);
  });

  second.hidden = false;
  document.getElementById("choose").hidden = false;
  open(Boolean(boxes[1].text.value.trim()));
})();
