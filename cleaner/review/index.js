"use strict";
const rows = [...document.querySelectorAll("tbody tr")].map((row) => ({ row, text: row.textContent.toLowerCase() }));
const find = document.getElementById("find");
const doubtful = document.getElementById("doubtful");

function filter() {
  const word = find.value.toLowerCase();
  let shown = 0;
  for (const { row, text } of rows) {
    row.hidden = !text.includes(word) || (doubtful.checked && !row.classList.contains("doubtful"));
    shown += !row.hidden;
  }
  document.getElementById("said").textContent = `${shown} of ${rows.length} pages`;
}

function step(by) {
  const links = rows.filter(({ row }) => !row.hidden).map(({ row }) => row.querySelector("a"));
  const here = links.indexOf(document.activeElement);
  links[Math.max(0, Math.min(links.length - 1, here + by))]?.focus();
}

find.addEventListener("input", filter);
doubtful.addEventListener("change", filter);
document.getElementById("theme").addEventListener("click", () => {
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const root = document.documentElement;
  root.dataset.theme = (root.dataset.theme || (dark ? "dark" : "light")) === "dark" ? "light" : "dark";
});
document.addEventListener("keydown", (event) => {
  if (event.target === find && event.key !== "Escape") return;
  const action = { j: () => step(1), k: () => step(-1), "/": () => find.focus(), Escape: () => find.blur() }[event.key];
  if (action && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    action();
  }
});
