// The texts with their changes in place, and the panel of the change that is looked at.

const $ = (id) => document.getElementById(id);

function node(tag, options = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(options)) {
    if (name === "class") made.className = value;
    else if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== undefined) made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

// Text in which the signs for what cannot be seen stand out.
function words(text) {
  return text.split(/(⟨(?:U\+[0-9A-F]{4}|[0-9A-F]{2})⟩)/).filter(Boolean).map((piece) => {
    const sign = /^⟨(.+)⟩$/.exec(piece);
    if (!sign) return piece;
    const name = data.signs[sign[1]] || (sign[1].startsWith("U+") ? "control character" : "a byte that is no UTF-8");
    return node("span", { class: "sign", title: name, "aria-label": name }, sign[1]);
  });
}

// -- the texts ----------------------------------------------------------------------------

let current = null;
let shown = [];
let shownSet = new Set();
const spots = [];  // {file, place, element}: where changes stand

function buildTexts() {
  const texts = $("texts");
  for (const error of data.errors) texts.append(node("p", { class: "notice", role: "alert" }, error));
  if (!fixes.length) texts.append(node("p", { class: "notice" }, "There is nothing to decide."));
  data.files.forEach((file, number) => {
    const article = node("article", { lang: file.settings.language, "aria-label": file.name });
    article.append(node("h2", { lang: "en" }, file.name));
    for (const [kind, parts] of file.blocks) article.append(block(file, number, kind, parts));
    texts.append(article);
  });
}

function block(file, number, kind, parts) {
  const made = node(kind === "heading" ? "h3" : "p", { class: `block ${kind}`, dir: "auto" });
  for (const part of parts) {
    if (typeof part === "string") made.append(...words(part));
    else if (typeof part === "number") {
      const element = node("span");
      spots.push({ file, place: file.places[part], element });
      made.append(element);
    } else if ("code" in part) made.append(node("code", {}, ...words(part.code.replace(/^(`+) ?(.+?) ?\1$/s, "$2"))));
    else made.append(adviceMark(file.advice[part.advice]));
  }
  return made;
}

function adviceMark(advice) {
  const text = `${advice.rule}: ${advice.message}`;
  return node("button", {
    type: "button", class: "advice", title: text, "aria-label": `Advice. ${text}`,
    onclick: () => showAdvice(advice),
  }, "!");
}

function drawSpot({ file, place, element }) {
  const wanted = editsOf(file, place, (fix) => fix.state !== REFUSED);
  const items = wanted.map((edit) => ({ edit, fix: ownerOf(file, place, edit, wanted) }));
  for (const edit of place.edits) {
    const fix = file.byIndex.get(edit[0]);
    const free = items.every((i) => edit[3] <= i.edit[2] || i.edit[3] <= edit[2]);
    const known = items.some((i) => i.edit[2] === edit[2] && i.edit[3] === edit[3]);
    if (fix.state === REFUSED && free && !known) items.push({ edit, fix });
  }
  items.sort((a, b) => a.edit[2] - b.edit[2] || a.edit[3] - b.edit[3]);
  element.replaceChildren();
  let at = place.bounds[0];
  for (const { edit, fix } of items) {
    element.append(...words(cells(place, at, edit[6])), change(place, edit, fix));
    at = edit[7];
  }
  element.append(...words(cells(place, at, place.bounds[place.bounds.length - 1])));
}

// The fix that an edit stands for: the one looked at, where several share the edit.
function ownerOf(file, place, edit) {
  const same = place.edits
    .filter((e) => e[2] >= edit[2] && e[3] <= edit[3] && e[1] <= edit[1])
    .map((e) => file.byIndex.get(e[0]))
    .filter((fix) => fix.state !== REFUSED);
  return same.find((fix) => fix === current) || same.find((fix) => fix.state === OPEN) ||
    file.byIndex.get(edit[0]);
}

function change(place, edit, fix) {
  const old = cells(place, edit[6], edit[7]);
  const isShown = shownSet.has(fix);
  const children = [];
  if (fix.state === REFUSED) children.push(node("span", { class: "old" }, ...words(old)));
  else {
    if (old) children.push(node("del", {}, ...words(old)));
    if (edit[5]) children.push(node("ins", {}, ...words(edit[5])));
  }
  if (!isShown) {
    const text = fix.state === ACCEPTED ? edit[5] : old;
    return node("span", { class: "off" }, ...words(text));
  }
  const isCurrent = fix === current;
  return node("span", {
    class: `change ${fix.state} ${fix.level}${edit[5] ? "" : " bare"}${isCurrent ? " current" : ""}`,
    role: "button", tabindex: isCurrent ? "0" : "-1", "data-fix": fix.number,
    "aria-label": `${saidChange(old, edit[5])}; ${fix.rule}, ${fix.level}, ${fix.state}`,
    "aria-current": isCurrent ? "true" : undefined,
    onclick: () => look(fix, { focus: false }),
    onkeydown: (event) => {
      if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        look(fix, { focus: false });
        $("panel").querySelector(".yes").focus();
      }
    },
  }, ...children);
}

function saidChange(old, put) {
  if (!put) return `remove “${old}”`;
  return old ? `replace “${old}” by “${put}”` : `insert “${put}”`;
}

// -- the panel ----------------------------------------------------------------------------

function drawPanel() {
  const panel = $("panel");
  panel.hidden = !fixes.length;
  if (!current) {
    const none = fixes.length ? "No change is shown; choose other filters." : "";
    panel.replaceChildren(node("p", {}, none));
    return;
  }
  const fix = current, file = data.files[fix.file], at = shown.indexOf(fix);
  panel.replaceChildren(
    node("p", { class: "where" },
      node("span", {}, `Change ${at + 1} of ${shown.length}`),
      node("span", {}, data.files.length > 1 ? `${file.name}:${fix.line}` : `line ${fix.line}`)),
    node("p", { class: "chips" },
      node("span", { class: "rule" }, fix.rule),
      node("span", { class: `chip ${fix.level}` }, fix.level),
      node("span", { class: `chip ${fix.state}` }, fix.state)),
    node("p", {}, ...words(fix.message)),
    node("p", { class: "words", dir: "auto" }, ...panelWords(file, fix)),
    node("div", { class: "decide" },
      decideButton("Accept", "A", "yes", ACCEPTED), decideButton("Refuse", "R", "no", REFUSED)),
    node("div", { class: "step" },
      node("button", { type: "button", onclick: () => step(-1), "aria-label": "Previous change" }, "← Back"),
      node("button", { type: "button", id: "undo", onclick: undo, disabled: !history.length }, "Undo"),
      node("button", { type: "button", onclick: () => step(1), "aria-label": "Next change" }, "Next →")),
    ...relations(fix),
    ...(data.rules[fix.rule] ? [node("p", { class: "why" }, ...words(data.rules[fix.rule]))] : []),
    ...ruleButtons(fix),
  );
}

function decideButton(label, key, name, state) {
  return node("button", {
    type: "button", class: name, "aria-pressed": String(current.state === state),
    "aria-keyshortcuts": key, onclick: () => act([current], state),
  }, `${label} `, node("kbd", { "aria-hidden": "true" }, key));
}

// Each edit of a fix with the words around it.
function panelWords(file, fix) {
  const out = [];
  for (const { place, element } of spots.filter((s) => s.file === file)) {
    for (const edit of place.edits.filter((e) => e[0] === fix.index)) {
      if (out.length) out.push(" … ");
      const old = cells(place, edit[6], edit[7]);
      out.push(...words(before(element)), node("span", { class: "change" },
        ...(old ? [node("del", {}, ...words(old))] : []),
        ...(edit[5] ? [node("ins", {}, ...words(edit[5]))] : [])), ...words(after(element)));
    }
  }
  return out;
}

function before(element) {
  const text = element.previousSibling?.nodeType === Node.TEXT_NODE ? element.previousSibling.data : "";
  return text.length > 32 ? "…" + text.slice(-32).replace(/^\S*\s/, "") : text;
}

function after(element) {
  const text = element.nextSibling?.nodeType === Node.TEXT_NODE ? element.nextSibling.data : "";
  return text.length > 32 ? text.slice(0, 32).replace(/\s\S*$/, "") + "…" : text;
}

function relations(fix) {
  const named = (one) => node("button", { type: "button", class: "ghost", onclick: () => look(one) },
    `${one.rule} in line ${one.line}`);
  const list = (text, ones) => (ones.length ? [node("p", { class: "needs" }, text, ...ones.map(named))] : []);
  return [...list("Needs ", fix.needs), ...list("Needed by ", fix.neededBy)];
}

function ruleButtons(fix) {
  const open = shown.filter((one) => one.rule === fix.rule && one.state === OPEN);
  if (open.length < 2) return [];
  return [node("div", { class: "step" },
    node("button", { type: "button", onclick: () => act(open, ACCEPTED) }, `Accept all ${open.length}`),
    node("button", { type: "button", onclick: () => act(open, REFUSED) }, `Refuse all ${open.length}`))];
}

function showAdvice(advice) {
  $("panel").replaceChildren(
    node("p", { class: "where" }, "To read yourself"),
    node("p", { class: "rule" }, advice.rule),
    node("p", {}, ...words(advice.message)),
    ...(data.rules[advice.rule] ? [node("p", { class: "why" }, ...words(data.rules[advice.rule]))] : []),
    node("div", { class: "step" }, node("button", { type: "button", onclick: drawPanel }, "Back to the changes")));
  say(`${advice.rule}: ${advice.message}`);
}
