// What the user does: looks, decides, filters, saves.

const history = [];
const store = `mtfix ${data.files.map((f) => f.sha256.slice(0, 16) + f.ruleset).join(" ")}`;

function say(text) { $("said").textContent = text; }

function draw() {
  spots.forEach(drawSpot);
  drawPanel();
  const done = fixes.filter((fix) => fix.state !== OPEN).length;
  const accepted = fixes.filter((fix) => fix.state === ACCEPTED).length;
  $("progress").max = Math.max(fixes.length, 1);
  $("progress").value = done;
  $("tally").textContent = fixes.length
    ? `${done} of ${fixes.length} decided, ${accepted} accepted` : "";
  for (const id of ["accept-shown", "refuse-shown"]) {
    const open = shown.filter((fix) => fix.state === OPEN).length;
    $(id).disabled = !open;
    $(id).textContent = `${id.startsWith("a") ? "Accept" : "Refuse"} these ${open}`;
  }
}

function look(fix, { focus = true } = {}) {
  current = fix;
  draw();
  const element = document.querySelector(`[data-fix="${fix.number}"]`);
  if (!element) return;
  bringIntoView(element);
  if (focus) element.focus({ preventScroll: true });
}

// Between what stays above and, on a phone, the panel below.
function bringIntoView(element) {
  const header = document.querySelector(".top"), panel = $("panel");
  const place = element.getBoundingClientRect();
  const top = getComputedStyle(header).position === "sticky" ? header.offsetHeight : 0;
  const bottom = getComputedStyle(panel).position === "fixed" ? panel.getBoundingClientRect().top : innerHeight;
  if (place.top >= top + 24 && place.bottom <= bottom - 24) return;
  scrollBy({ top: place.top - top - (bottom - top) / 3, behavior: "instant" });
}

function step(by) {
  if (!shown.length) return;
  const at = shown.indexOf(current);
  look(shown[(at + by + shown.length) % shown.length]);
}

function nextOpen() {
  const at = shown.indexOf(current);
  const order = [...shown.slice(at + 1), ...shown.slice(0, at + 1)];
  return order.find((fix) => fix.state === OPEN) || current;
}

function act(chosen, state) {
  const inPanel = $("panel").contains(document.activeElement) && document.activeElement.className;
  const before = decide(chosen, state);
  if (before.length) history.push({ before, current });
  keep();
  const others = before.map(([fix]) => fix).filter((fix) => !chosen.includes(fix));
  const too = others.length ? `, and ${others.map((f) => f.rule).join(", ")} with it` : "";
  say(`${chosen.length > 1 ? `${chosen.length} changes` : chosen[0].rule} ${state}${too}`);
  refilter();
  look(nextOpen(), { focus: !inPanel });
  const again = inPanel && $("panel").querySelector(`.${inPanel}`);
  if (again) again.focus({ preventScroll: true });
}

function undo() {
  const last = history.pop();
  if (!last) return;
  for (const [fix, state] of last.before) fix.state = state;
  keep();
  say("undone");
  refilter();
  look(last.current);
}

// -- filters ------------------------------------------------------------------------------

const filters = {
  file: (fix, value) => String(fix.file) === value,
  rule: (fix, value) => fix.rule === value,
  level: (fix, value) => fix.level === value,
  state: (fix, value) => fix.state === value,
};

function buildFilters() {
  const count = (name) => {
    const counts = new Map();
    for (const fix of fixes) counts.set(String(fix[name]), (counts.get(String(fix[name])) || 0) + 1);
    return counts;
  };
  const fill = (name, all, options) => {
    const select = $(`filter-${name}`);
    select.append(node("option", { value: "" }, all));
    for (const [value, text] of options) select.append(node("option", { value }, text));
    select.addEventListener("change", () => { refilter(); if (current) look(current, { focus: false }); else draw(); });
    if (options.length < 2) select.parentElement.hidden = true;
  };
  fill("file", "all", [...count("file")].map(([n, c]) => [n, `${data.files[n].name} (${c})`]));
  fill("rule", "all", [...count("rule")].sort().map(([r, c]) => [r, `${r} (${c})`]));
  fill("level", "all", [...count("level")].sort().map(([l, c]) => [l, `${l} (${c})`]));
  fill("state", "all", [OPEN, ACCEPTED, REFUSED].map((s) => [s, s]));
}

function refilter() {
  const chosen = Object.keys(filters).map((name) => [filters[name], $(`filter-${name}`).value]);
  shown = fixes.filter((fix) => chosen.every(([fits, value]) => !value || fits(fix, value)));
  shownSet = new Set(shown);
  if (!shownSet.has(current)) {
    const after = shown.find((fix) => current && fix.number > current.number);
    current = after || shown[0] || null;
  }
}

// -- saving -------------------------------------------------------------------------------

function keep() {
  const states = Object.fromEntries(fixes.filter((f) => f.state !== OPEN).map((f) => [f.number, f.state]));
  try { localStorage.setItem(store, JSON.stringify(states)); } catch { /* no storage, no memory */ }
}

function recall() {
  try {
    const states = JSON.parse(localStorage.getItem(store) || "{}");
    for (const fix of fixes) {
      if ([ACCEPTED, REFUSED].includes(states[fix.number])) fix.state = states[fix.number];
    }
  } catch { /* nothing usable */ }
}

function save(name, text) {
  const link = node("a", { href: URL.createObjectURL(new Blob([text], { type: "text/plain" })), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

function saveDecisions() {
  const open = fixes.filter((fix) => fix.state === OPEN).length;
  save("decisions.json", decisionsFile());
  say(open ? `decisions saved; ${open} open changes are left alone` : "decisions saved");
}

function savePatch() {
  const without = data.files.filter((file) => file.noPatch);
  const patch = patchFile();
  if (patch) save("mtfix.patch", patch);
  const notes = without.map((file) => `${file.name} ${file.noPatch}; save the decisions instead`);
  if (!patch && !notes.length) notes.push("nothing is accepted yet, so there is no patch");
  say(notes.join(". ") || "patch saved");
  if (notes.length) alert(notes.join("\n"));
}

// -- keys, theme, start -------------------------------------------------------------------

function sameRule(state) {
  act(shown.filter((fix) => fix.rule === current.rule && (fix.state === OPEN || fix === current)), state);
}

const keys = {
  j: () => step(1), ArrowRight: () => step(1), k: () => step(-1), ArrowLeft: () => step(-1),
  a: () => act([current], ACCEPTED), r: () => act([current], REFUSED),
  A: () => sameRule(ACCEPTED), R: () => sameRule(REFUSED), u: undo,
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || $("help").open) return;
  if (event.target.closest("select, input, textarea")) return;
  if (event.key === "?") { $("help").showModal(); return; }
  const does = keys[event.key];
  if (!does || !$("keys-on").checked || (!current && event.key !== "u")) return;
  event.preventDefault();
  does();
});

function theme(name) {
  document.documentElement.dataset.theme = name;
  try { localStorage.setItem("mtfix theme", name); } catch { /* only for now, then */ }
}

function startTheme() {
  let kept = null;
  try { kept = localStorage.getItem("mtfix theme"); } catch { /* none */ }
  const system = matchMedia("(prefers-color-scheme: dark)");
  document.documentElement.dataset.theme = kept || (system.matches ? "dark" : "light");
  $("theme").addEventListener("click", () =>
    theme(document.documentElement.dataset.theme === "dark" ? "light" : "dark"));
}

startTheme();
recall();
buildTexts();
buildFilters();
refilter();
current = shown.find((fix) => fix.state === OPEN) || shown[0] || null;
draw();
$("save-decisions").addEventListener("click", saveDecisions);
$("save-patch").addEventListener("click", savePatch);
$("ask").addEventListener("click", () => $("help").showModal());
$("accept-shown").addEventListener("click", () => act(shown.filter((f) => f.state === OPEN), ACCEPTED));
$("refuse-shown").addEventListener("click", () => act(shown.filter((f) => f.state === OPEN), REFUSED));
$("filters").addEventListener("submit", (event) => event.preventDefault());
