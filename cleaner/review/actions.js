// What a person does: each action changes the two lists, can be taken back, and has everything drawn anew.

function change(said, action) {
  const kept = { pieces: structuredClone(pieces), articles: structuredClone(articles) };
  if (action() === false) return;
  undo.push(kept);
  settle();
  draw();
  say(said);
}

function settle() {
  for (const article of articles) {
    article.ids.sort((a, b) => RANK[byId.get(a).kind] - RANK[byId.get(b).kind]);
    const texts = article.ids.map((id) => byId.get(id)).filter((p) => p.kind === "body");
    texts.forEach((piece, n) => (piece.joins = piece.joins && n > 0));
    article.ids.map((id) => byId.get(id)).filter((p) => p.kind !== "body").forEach((p) => (p.joins = false));
  }
  articles = articles.filter((article) => article.ids.length);
}

function takeOut(id) {
  for (const article of articles) article.ids = article.ids.filter((other) => other !== id);
}

// Behind the last piece of its kind that stands above it on the page.
function putInto(article, id) {
  takeOut(id);
  const piece = byId.get(id);
  let at = 0;
  article.ids.forEach((other, n) => {
    const there = byId.get(other);
    if (RANK[there.kind] < RANK[piece.kind] || (there.kind === piece.kind && there.start < piece.start)) at = n + 1;
  });
  article.ids.splice(at, 0, id);
}

function freshArticle(ids) {
  const number = Math.max(-1, ...articles.map((a) => a.number)) + 1;
  for (const id of ids) takeOut(id);
  articles.push({ number, told: null, ids });
}

function setKind(id, kind) {
  const piece = byId.get(id);
  if (kind === OUT) return change("taken out", () => (takeOut(id), (piece.kind = OUT)));
  return change(`now ${KINDS[kind]}`, () => {
    const home = articleOf(id) ?? restoredTo(piece);
    piece.kind = kind;
    if (home) putInto(home, id);
    else freshArticle([id]);
  });
}

// A piece that comes back belongs to the article of the piece above it.
function restoredTo(piece) {
  const above = pieces.filter((p) => p.start < piece.start && articleOf(p.id)).pop();
  return above ? articleOf(above.id) : (articles[0] ?? null);
}

function moveTo(id, number) {
  const piece = byId.get(id);
  const kind = piece.kind in RANK ? piece.kind : "body";
  change("moved", () => {
    piece.kind = kind;
    piece.joins = false;
    if (number === "new") freshArticle([id]);
    else putInto(articles.find((article) => article.number === Number(number)), id);
  });
}

// A paragraph moves as a whole, over a whole one; a piece within a paragraph over its neighbour.
function reorder(id, by) {
  const ids = articleOf(id)?.ids ?? [], runs = byId.get(id).joins ? ids.map((one) => [one]) : paragraphsOf(ids);
  const at = runs.findIndex((run) => run[0] === id), other = runs[at + by];
  if (!other || byId.get(other[0]).kind !== byId.get(id).kind) return say("it is the " + (by < 0 ? "first" : "last") + " of its kind");
  return change(by < 0 ? "moved up" : "moved down", () => {
    [runs[at], runs[at + by]] = [runs[at + by], runs[at]];
    articleOf(id).ids = runs.flat();
  });
}

function paragraphsOf(ids) {
  const runs = [];
  for (const id of ids) {
    if (byId.get(id).joins && runs.length) runs.at(-1).push(id);
    else runs.push([id]);
  }
  return runs;
}

function toggleJoin(id) {
  const piece = byId.get(id);
  change(piece.joins ? "a paragraph of its own" : "joined to the text before", () => (piece.joins = !piece.joins));
}

function splitArticle(id) {
  const article = articleOf(id);
  if (!article || article.ids[0] === id) return say("the article begins here already");
  change("an article of its own from here", () => freshArticle(article.ids.slice(article.ids.indexOf(id))));
}

function joinArticle(id, number) {
  const from = articleOf(id), into = articles.find((article) => article.number === Number(number));
  change("articles joined", () => {
    into.ids.push(...from.ids);
    from.ids = [];
  });
}

function cut(id, words) {
  const piece = byId.get(id), points = Array.from(piece.text);
  const at = caret?.id === id && caret.words === words ? caret.at : Array.from(piece.text.slice(0, Math.max(0, piece.text.indexOf(words)))).length;
  if (!words || at <= 0 || at >= points.length) return say("click at the place of the cut, or write the words that begin the second piece");
  if (piece.edits.some(([start, end]) => start < at && at < end)) return say("a change stands there; cut beside it");
  return change("cut in two", () => {
    const left = points.slice(0, at).join("").trimEnd(), right = points.slice(at).join("").trimStart();
    const from = points.length - Array.from(right).length;
    const id2 = Math.max(...pieces.map((p) => p.id)) + 1;
    const second = { ...piece, id: id2, start: piece.start + from, text: right, digest: null, joins: false, link: undefined };
    second.edits = piece.edits.filter(([start]) => start >= from).map(([s, e, ...rest]) => [s - from, e - from, ...rest]);
    const first = { ...piece, end: piece.start + Array.from(left).length, text: left, digest: null };
    first.edits = piece.edits.filter(([, end]) => end <= Array.from(left).length);
    second.cutFrom = first.cutFrom = piece.cutFrom ?? id;
    pieces.splice(pieces.indexOf(piece), 1, first, second);
    byId.set(id, first).set(id2, second);
    const article = articleOf(id);
    if (article) article.ids.splice(article.ids.indexOf(id) + 1, 0, id2);
  });
}

function takeBack() {
  const kept = undo.pop();
  if (!kept) return;
  ({ pieces, articles } = kept);
  byId.clear();
  for (const piece of pieces) byId.set(piece.id, piece);
  if (!byId.has(chosen)) chosen = null;
  draw();
  say("undone");
}
