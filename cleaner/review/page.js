"use strict";
// What the page is: pieces in page order, and articles as lists of pieces in reading order. All else is drawn from these two.
const data = JSON.parse(document.getElementById("data").textContent);
const RANK = { title: 0, body: 1, byline: 2, caption: 3, credit: 4 };
const KINDS = { title: "title", body: "text", byline: "byline", caption: "caption", credit: "credit" };
const OUT = "page-furniture";
const DOUBTFUL = 0.5;
const element = (id) => document.getElementById(id);

let pieces = data.pieces.map((piece, id) => ({ ...piece, id }));
let articles = data.articles.map((told, number) => ({
  number,
  told,
  ids: pieces.filter((p) => p.article === number).sort((a, b) => a.order - b.order).map((p) => p.id),
}));
const byId = new Map(pieces.map((piece) => [piece.id, piece]));
const initial = new Map(pieces.map((p) => [p.id, { kind: p.kind, joins: p.joins, before: before(p.id), kept: p.article !== null }]));
const undo = [];
let chosen = null;
let caret = null;


function articleOf(id) {
  return articles.find((article) => article.ids.includes(id)) ?? null;
}

function before(id) {
  const ids = articleOf(id)?.ids ?? [];
  return ids[ids.indexOf(id) - 1] ?? null;
}

function titleOf(article) {
  return article.ids.map((id) => byId.get(id)).filter((p) => p.kind === "title").map(read).join(" ") || "(without a title)";
}

// How an article is called in a list to choose from.
function nameOf(article) {
  const title = titleOf(article), text = article.ids.map((id) => byId.get(id)).find((p) => p.kind !== "title");
  const named = article.ids.some((id) => byId.get(id).kind === "title");
  return `${article.number + 1}. ${named || !text ? title.slice(0, 18) : `without a title: ${read(text).slice(0, 10)}…`}`;
}

function doubtsOf(article) {
  if (!article.told) return [];
  // Who put it right has looked at it.
  const seen = article.told.flags.some((flag) => flag.rule === "corrected");
  const said = [];
  if (!seen && !article.ids.some((id) => byId.get(id).kind === "title")) said.push("no title");
  if (!seen && article.told.confidence < DOUBTFUL) said.push(`confidence ${article.told.confidence.toFixed(2)}`);
  if (article.told.missing.includes("head")) said.push("its opening is lost");
  if (article.told.missing.includes("tail")) said.push("its end is lost");
  return said;
}

// A piece as it reads after the changes within it.
function read(piece) {
  const points = Array.from(piece.text);
  let text = "", at = 0;
  for (const [start, end, became] of piece.edits) {
    text += points.slice(at, start).join("") + became;
    at = end;
  }
  return text + points.slice(at).join("");
}
