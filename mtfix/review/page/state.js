// What was decided, what follows from it, and what the text becomes. Knows nothing of the page.
"use strict";

const data = JSON.parse(document.getElementById("data").textContent);
const OPEN = "open", ACCEPTED = "accepted", REFUSED = "refused";

// An edit of a place: [fix, round, start, end, text, words to see come, start and end to see go].
// Every fix of every file in the order of the text: state, what it needs, and what needs it.
const fixes = [];
data.files.forEach((file, number) => {
  const byIndex = new Map();
  const first = new Map();
  file.places.forEach((place, at) => {
    for (const edit of place.edits) if (!first.has(edit[0])) first.set(edit[0], at);
  });
  const order = [...file.fixes].sort((a, b) => first.get(a.index) - first.get(b.index));
  for (const fix of order) {
    const made = { ...fix, file: number, number: fixes.length, state: OPEN, needs: [], neededBy: [] };
    byIndex.set(fix.index, made);
    fixes.push(made);
  }
  for (const fix of byIndex.values()) {
    for (const index of fix.requires) {
      fix.needs.push(byIndex.get(index));
      byIndex.get(index).neededBy.push(fix);
    }
  }
  file.byIndex = byIndex;
});

function reach(fix, along) {
  const found = new Set([fix]);
  for (const one of found) for (const next of one[along]) found.add(next);
  return found;
}

// Decide about some fixes; returns [fix, state before] for each that changed, for undo.
function decide(chosen, state) {
  const before = [];
  const set = (fix, value) => {
    if (fix.state !== value) { before.push([fix, fix.state]); fix.state = value; }
  };
  for (const fix of chosen) {
    if (state === ACCEPTED) reach(fix, "needs").forEach((one) => set(one, ACCEPTED));
    else if (state === REFUSED) reach(fix, "neededBy").forEach((one) => set(one, REFUSED));
    else {
      reach(fix, "neededBy").forEach((one) => { if (one.state === ACCEPTED) set(one, OPEN); });
      set(fix, OPEN);
    }
  }
  return before;
}

// The edits that remain of those of some fixes, where later rounds supersede what they cover.
function net(edits) {
  const rounds = [...new Set(edits.map((e) => e[1]))].sort((a, b) => b - a);
  const kept = [];
  for (const round of rounds) {
    const later = [...kept];
    for (const edit of edits) {
      if (edit[1] !== round) continue;
      const same = kept.some((k) => k[1] === round && k[2] === edit[2] && k[3] === edit[3]);
      const covered = later.some((k) => k[2] <= edit[2] && edit[3] <= k[3]);
      if (!same && !covered) kept.push(edit);
    }
  }
  return kept.sort((a, b) => a[2] - b[2] || a[3] - b[3]);
}

function editsOf(file, place, wanted) {
  return net(place.edits.filter((e) => wanted(file.byIndex.get(e[0]))));
}

// What a reader sees between two bounds of a place.
function cells(place, start, end) {
  let text = "";
  place.cells.forEach((cell, n) => {
    if (place.bounds[n] >= start && place.bounds[n + 1] <= end) text += cell;
  });
  return text;
}

function decisionsFile() {
  const files = data.files.map((file) => {
    const out = { path: file.path, sha256: file.sha256, rules: file.ruleset, settings: file.settings };
    if (file.leftOut.length) out["left-out"] = file.leftOut;
    out.fixes = file.fixes
      .filter((fix) => file.byIndex.get(fix.index).state !== OPEN)
      .map(({ index, fingerprint, rule }) =>
        ({ index, fingerprint, rule, decision: file.byIndex.get(index).state }));
    return out;
  });
  return JSON.stringify({ "mtfix-decisions": data.form, version: data.version, files }, null, 1) + "\n";
}
