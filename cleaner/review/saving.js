// What is saved: every piece that is not as it was, tied to its text.

// By which the server knows what this page has saved since it was opened, whatever other windows show of it.
const opened = Array.from(crypto.getRandomValues(new Uint32Array(4)), String).join("-");

// How many changes were made when it was last saved.
let saved = 0;

async function digest(text) {
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(hash).slice(0, 8), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function changed(piece) {
  const was = initial.get(piece.id), whole = piece.cutFrom === undefined;
  const origin = initial.get(whole ? piece.id : piece.cutFrom);
  const kept = articleOf(piece.id) !== null, found = {};
  if (piece.kind !== origin.kind) found.kind = piece.kind;
  if (!kept) return found;
  if (!was || !was.kept || asItWas(was.before) !== before(piece.id)) found.after = before(piece.id);
  if (piece.joins !== (was ? was.joins : false)) found.joins = piece.joins;
  return found;
}

// What a piece followed, but for what was taken out since; of what was cut, the last part, for what follows goes with that.
function asItWas(id) {
  for (; id !== null; id = initial.get(id).before) {
    const parts = pieces.filter((p) => (p.cutFrom ?? p.id) === id && articleOf(p.id)).sort((a, b) => a.start - b.start);
    if (parts.length) return parts.at(-1).id;
  }
  return null;
}

async function tied(piece) {
  piece.digest ??= await digest(piece.text);
  return { span: [piece.start, piece.end], digest: piece.digest };
}

async function corrections() {
  const found = [];
  for (const piece of [...articles.flatMap((a) => a.ids.map((id) => byId.get(id))), ...pieces.filter((p) => !articleOf(p.id))]) {
    const what = changed(piece);
    if (!Object.keys(what).length) continue;
    const entry = { page: data.name, ...(await tied(piece)), text: Array.from(piece.text).slice(0, 20).join(""), ...what };
    if (entry.after != null) entry.after = await tied(byId.get(entry.after));
    found.push(entry);
  }
  return { schema: "cleaner/corrections/1", corrections: found };
}

async function save() {
  const told = await corrections();
  const text = JSON.stringify(told, null, 1) + "\n";
  const steps = undo.length;
  if (location.protocol.startsWith("http")) {
    const headers = { "X-Cleaner": "1", "X-Page": encodeURIComponent(data.name), "X-Opened": opened };
    const answer = await fetch("/corrections", { method: "POST", headers, body: text }).catch(() => null);
    if (answer === null) return say("not saved: nobody answers; start cleaner review --serve again, and save");
    if (answer.ok) saved = steps;
    return say(await answer.text());
  }
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = "corrections.json";
  link.click();
  saved = steps;
  return say(`corrections.json: ${told.corrections.length} corrections`);
}
