// Keys, clicks and hovering.

function step(by) {
  const pane = document.activeElement?.closest?.("main > section") ?? element("page");
  const shown = [...pane.querySelectorAll(".piece")];
  const at = shown.findIndex((piece) => Number(piece.dataset.id) === chosen);
  const next = shown[Math.max(0, Math.min(shown.length - 1, at + by))];
  if (!next) return;
  choose(Number(next.dataset.id), pane);
  next.focus();
}

function stepDoubt(by) {
  const doubtful = articles.filter((article) => doubtsOf(article).length).sort((a, b) => worth(a) - worth(b));
  if (!doubtful.length) return say("nothing is in doubt");
  const at = doubtful.indexOf(articleOf(chosen));
  const next = doubtful[(at + by + doubtful.length) % doubtful.length];
  choose(next.ids[0], element("bar"));
  return both(chosen)[0]?.focus();
}

const KEYS = {
  j: ["next piece", () => step(1)],
  k: ["piece before", () => step(-1)],
  n: ["next article in doubt", () => stepDoubt(1)],
  p: ["article in doubt before", () => stepDoubt(-1)],
  "/": ["find", () => element("find").focus()],
  t: ["it is a title", () => setKind(chosen, "title")],
  b: ["it is text; restores what was removed", () => setKind(chosen, "body")],
  y: ["it is a byline", () => setKind(chosen, "byline")],
  c: ["it is a caption", () => setKind(chosen, "caption")],
  r: ["it is a credit", () => setKind(chosen, "credit")],
  f: ["take it out", () => setKind(chosen, OUT)],
  g: ["join to the text before, or part", () => toggleJoin(chosen)],
  a: ["a new article from here", () => splitArticle(chosen)],
  x: ["cut", () => cut(chosen, element("bar-words").value)],
  u: ["undo", takeBack],
  s: ["save", save],
  "?": ["these keys", help],
  Escape: ["let go", () => choose(null, null)],
};
const NEEDS_PIECE = "tbycrfgax";
// What the listener below does itself.
const WITH_OTHERS = [["Alt ↑ ↓", ["earlier or later in its article"]], ["Enter", ["choose the piece that has the focus"]]];

function help() {
  const dialog = element("help");
  dialog.replaceChildren(
    ...[...Object.entries(KEYS), ...WITH_OTHERS].map(([key, [what]]) => {
      const line = document.createElement("div"), name = document.createElement("kbd");
      name.textContent = key;
      line.append(name, what);
      return line;
    }),
  );
  dialog.showModal();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || element("help").open) return;
  if (event.altKey && ["ArrowUp", "ArrowDown"].includes(event.key) && chosen !== null) {
    event.preventDefault();
    return reorder(chosen, event.key === "ArrowUp" ? -1 : 1);
  }
  if (event.altKey) return;
  if (event.target.closest?.("input, select") && event.key !== "Escape") return;
  const shown = event.target.closest?.(".piece");
  if (event.key === "Enter" && shown) return choose(Number(shown.dataset.id), shown.closest("section"));
  if (!KEYS[event.key] || (NEEDS_PIECE.includes(event.key) && chosen === null)) return;
  event.preventDefault();
  if (event.key === "Escape") event.target.blur?.();
  KEYS[event.key][1]();
});

for (const section of document.querySelectorAll("main > section")) {
  section.addEventListener("click", (event) => {
    const shown = event.target.closest(".piece");
    if (!shown) return;
    caret = section.id === "page" ? caretAt(event, shown) : null;
    choose(Number(shown.dataset.id), section);
  });
  section.addEventListener("mouseover", (event) => {
    document.querySelectorAll(".piece.near").forEach((piece) => piece.classList.remove("near"));
    const shown = event.target.closest(".piece");
    if (shown) both(shown.dataset.id).forEach((piece) => piece.classList.add("near"));
  });
  section.addEventListener("mouseleave", () => document.querySelectorAll(".piece.near").forEach((piece) => piece.classList.remove("near")));
}

element("bar").addEventListener("submit", (event) => event.preventDefault());
element("find").addEventListener("input", draw);
element("show").addEventListener("change", draw);
element("order").addEventListener("change", draw);
element("undo").addEventListener("click", takeBack);
element("save").addEventListener("click", save);
element("keys").addEventListener("click", help);
element("theme").addEventListener("click", () => {
  const root = document.documentElement, dark = matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = (root.dataset.theme || (dark ? "dark" : "light")) === "dark" ? "light" : "dark";
});
window.addEventListener("beforeunload", (event) => {
  if (undo.length !== saved) event.preventDefault();
});
draw();
