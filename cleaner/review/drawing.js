// How it is drawn: the page on the left, the articles on the right.

function tag(text, name = "tag") {
  const made = document.createElement("span");
  made.className = name;
  made.textContent = text;
  return made;
}

function drawn(piece, article, asRead) {
  const made = document.createElement("p");
  made.className = `piece ${piece.kind}` + (article ? "" : " removed") + (asRead && piece.joins ? " joins" : "");
  made.dataset.id = piece.id;
  made.tabIndex = -1;
  if (article) {
    made.dataset.hue = "";
    made.style.setProperty("--hue", (article.number * 137.5 + 210) % 360);
  }
  if (!asRead) made.append(tag(article ? `${article.number + 1} ${KINDS[piece.kind]}` : removedFor(piece)));
  if (piece.joins) made.append(tag("⤷ joined"));
  if (piece.link && !asRead && piece.link.across) made.append(tag(piece.link.across > 0 ? `goes on over ${piece.link.across}` : "goes on from below"));
  if (Object.keys(changed(piece)).length) made.append(tag("corrected", "tag mine"));
  made.append(textOf(piece, asRead), " ");
  return made;
}

function removedFor(piece) {
  const why = piece.evidence ?? {};
  const like = why.alike ? `, ${Math.round(why.alike * 100)} % alike` : "";
  return `removed: ${piece.kind}${like}${why.new ? `, new in it: ${why.new}` : ""}`;
}

function textOf(piece, asRead) {
  const made = document.createElement("span"), points = Array.from(piece.text);
  made.className = "text";
  let at = 0;
  for (const [start, end, became, reason] of piece.edits) {
    made.append(...found(points.slice(at, start).join("")));
    const mark = document.createElement("mark");
    const was = points.slice(start, end).join("");
    mark.textContent = asRead ? became : was;
    mark.title = `${reason}: ${was || "nothing"} → ${became || "nothing"}`;
    made.append(mark);
    at = end;
  }
  made.append(...found(points.slice(at).join("")));
  return made;
}

// The words that are looked for, marked.
function found(text) {
  const word = element("find").value;
  if (!word) return [text];
  return text.split(word).flatMap((part, n) => (n ? [tag(word, "")].map((span) => Object.assign(document.createElement("mark"), { className: "hit", textContent: span.textContent })) : []).concat(part));
}

function shownBy(piece, article) {
  const word = element("find").value;
  if (word && !piece.text.includes(word) && !read(piece).includes(word)) return false;
  return {
    all: () => true,
    doubtful: () => article !== null && doubtsOf(article).length > 0,
    removed: () => article === null,
    changed: () => piece.edits.length > 0,
    corrected: () => Object.keys(changed(piece)).length > 0,
  }[element("show").value]();
}

function draw() {
  const home = new Map(articles.flatMap((article) => article.ids.map((id) => [id, article])));
  element("page").replaceChildren(...pieces.filter((p) => shownBy(p, home.get(p.id) ?? null)).map((p) => drawn(p, home.get(p.id) ?? null, false)));
  const first = (article) => Math.min(...article.ids.map((id) => byId.get(id).start));
  const sorted = [...articles].sort((a, b) => first(a) - first(b));
  if (element("order").value === "doubt") sorted.sort((a, b) => worth(a) - worth(b));
  element("articles").replaceChildren(...sorted.map((article) => drawnArticle(article)).filter(Boolean));
  const count = pieces.filter((p) => Object.keys(changed(p)).length).length;
  element("save").disabled = !count;
  element("save").textContent = count ? `Save ${count}` : "Save";
  element("undo").disabled = !undo.length;
  choose(chosen, null);
}

function worth(article) {
  return doubtsOf(article).length ? (article.told?.confidence ?? 1) - 2 : 0;
}

function drawnArticle(article) {
  const mine = article.ids.map((id) => byId.get(id)).filter((p) => shownBy(p, article));
  if (!mine.length) return null;
  const made = document.createElement("article"), heading = document.createElement("h2"), facts = document.createElement("p");
  heading.textContent = `${article.number + 1}. ${titleOf(article)}`;
  facts.className = "facts";
  if (article.told) facts.append(`confidence ${article.told.confidence.toFixed(2)} · ${article.told.authors.join(", ") || "nobody signs"} `);
  for (const doubt of doubtsOf(article)) facts.append(tag(doubt, "alarm"), " ");
  made.setAttribute("aria-label", `Article ${article.number + 1}`);
  made.append(heading, facts, ...mine.map((piece) => drawn(piece, article, true)));
  return made;
}
