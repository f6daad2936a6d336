// The chosen piece, and the bar of what can be done with it.

function both(id) {
  return document.querySelectorAll(`.piece[data-id="${id}"]`);
}

function choose(id, pane) {
  document.querySelectorAll(".piece.chosen").forEach((p) => (p.classList.remove("chosen"), p.removeAttribute("aria-current"), (p.tabIndex = -1)));
  chosen = id !== null && byId.has(id) ? id : null;
  document.querySelectorAll("main > section").forEach((section) => {
    const piece = section.querySelector(`.piece[data-id="${chosen}"]`) ?? section.querySelector(".piece");
    if (piece) piece.tabIndex = 0;
  });
  both(chosen).forEach((piece) => {
    piece.classList.add("chosen");
    piece.setAttribute("aria-current", "true");
    if (pane && !pane.contains(piece)) piece.scrollIntoView({ block: "center" });
  });
  drawBar();
}

function option(value, text, on) {
  return Object.assign(document.createElement("option"), { value, textContent: text, selected: on });
}

function field(name, label, input) {
  const made = document.createElement("label");
  input.id = `bar-${name}`;
  made.append(`${label} `, input);
  return made;
}

function button(name, text, key, action) {
  const made = Object.assign(document.createElement("button"), { type: "button", id: `bar-${name}`, textContent: text, title: `Key: ${key}` });
  made.addEventListener("click", action);
  return made;
}

function drawBar() {
  const bar = element("bar"), piece = byId.get(chosen);
  bar.hidden = !piece;
  if (!piece) return bar.replaceChildren();
  const id = piece.id, home = articleOf(id);
  const kind = document.createElement("select");
  kind.append(...Object.entries(KINDS).map(([value, text]) => option(value, text, piece.kind === value)), option(OUT, home ? "take out" : "(taken out)", !home));
  kind.addEventListener("change", () => setKind(id, kind.value));
  const to = document.createElement("select"), into = document.createElement("select");
  to.append(...articles.map((a) => option(a.number, nameOf(a), a === home)), option("new", "a new article", false));
  if (!home) to.prepend(option("", "none", true));
  to.addEventListener("change", () => moveTo(id, to.value));
  into.append(option("", "…", true), ...articles.filter((a) => a !== home).map((a) => option(a.number, nameOf(a), false)));
  into.addEventListener("change", () => joinArticle(id, into.value));
  const words = Object.assign(document.createElement("input"), { size: 9, value: caret?.id === id ? caret.words : "" });
  bar.replaceChildren(
    field("kind", "It is", kind),
    field("article", "of", to),
    ...(home
      ? [
          button("up", "↑", "Alt+↑", () => reorder(id, -1)),
          button("down", "↓", "Alt+↓", () => reorder(id, 1)),
          ...(piece.kind === "body" ? [button("join", piece.joins ? "Part" : "Join to the text before", "g", () => toggleJoin(id))] : []),
          button("split", "New article from here", "a", () => splitArticle(id)),
          field("into", "Join the article to", into),
        ]
      : [button("restore", "Restore", "b", () => setKind(id, "body"))]),
    field("words", "Cut before", words),
    button("cut", "Cut", "x", () => cut(id, words.value)),
  );
}

// Where in the text of a piece a click fell.
function caretAt(event, shown) {
  const range = document.caretRangeFromPoint
    ? document.caretRangeFromPoint(event.clientX, event.clientY)
    : (() => {
        const at = document.caretPositionFromPoint(event.clientX, event.clientY);
        const made = document.createRange();
        if (at) made.setStart(at.offsetNode, at.offset);
        return made;
      })();
  const text = shown.querySelector(".text");
  if (!range || !text.contains(range.startContainer)) return null;
  const upto = document.createRange();
  upto.setStart(text, 0);
  upto.setEnd(range.startContainer, range.startOffset);
  const piece = byId.get(Number(shown.dataset.id)), at = Array.from(upto.toString()).length;
  return { id: piece.id, at, words: Array.from(piece.text).slice(at, at + 8).join("") };
}

function say(text) {
  element("said").textContent = text;
}
