// The accepted changes as a unified diff that git apply and patch -p1 take.

const CONTEXT = 3;

function patchFile() {
  return data.files.map((file) => (file.noPatch ? "" : fileDiff(file))).join("");
}

function fileDiff(file) {
  const edits = file.places.flatMap((p) => editsOf(file, p, (fix) => fix.state === ACCEPTED));
  const lines = splitLines(file.text);
  const starts = [0];
  for (const line of lines) starts.push(starts[starts.length - 1] + line.length);
  const changes = changedLines(file, edits, lines, starts);
  if (!changes.length) return "";
  if (file.bom) withMark(lines, changes);
  let out = header("---", "a", file.path) + header("+++", "b", file.path);
  let shift = 0;
  for (const hunk of hunks(changes)) {
    const start = Math.max(0, hunk[0].start - CONTEXT);
    const end = Math.min(lines.length, hunk[hunk.length - 1].end + CONTEXT);
    const body = [];
    let at = start, removed = 0, added = 0;
    for (const change of hunk) {
      body.push(...lines.slice(at, change.start).map((l) => diffLine(" ", l)));
      body.push(...lines.slice(change.start, change.end).map((l) => diffLine("-", l)));
      body.push(...change.lines.map((l) => diffLine("+", l)));
      removed += change.end - change.start;
      added += change.lines.length;
      at = change.end;
    }
    body.push(...lines.slice(at, end).map((l) => diffLine(" ", l)));
    const old = end - start;
    const rules = [...new Set(hunk.flatMap((c) => c.rules))].join(", ");
    out += `@@ -${range(start, old)} +${range(start + shift, old - removed + added)} @@ ${rules}\n`;
    out += body.join("");
    shift += added - removed;
  }
  return out;
}

function splitLines(text) {
  const lines = text.split("\n").map((line) => line + "\n");
  const last = lines.pop().slice(0, -1);
  return last ? [...lines, last] : lines;
}

// The line that holds an offset; the end of the text belongs to its last line.
function lineAt(starts, offset) {
  let lo = 0, hi = starts.length;
  while (lo < hi) {
    const mid = (lo + hi) >> 1;
    if (starts[mid] <= offset) lo = mid + 1; else hi = mid;
  }
  return lo - 1;
}

function changedLines(file, edits, lines, starts) {
  const groups = [];
  for (const edit of edits) {
    const [fix, , start, stop, text] = edit;
    const first = Math.min(lineAt(starts, start), Math.max(lines.length - 1, 0));
    let last = Math.max(first, lineAt(starts, stop));
    const whole = text.endsWith("\n") || (!text && starts[first] === start);
    if (last > first && starts[Math.min(last, lines.length)] === stop && whole) last -= 1;
    const end = Math.min(last + 1, lines.length);
    const rule = file.byIndex.get(fix).rule;
    const group = groups[groups.length - 1];
    if (group && first < group.end) {
      group.end = Math.max(group.end, end);
      group.edits.push(edit);
      group.rules.push(rule);
    } else groups.push({ start: first, end, edits: [edit], rules: [rule] });
  }
  return groups.map((group) => {
    let text = "", at = starts[group.start];
    for (const [, , start, stop, put] of group.edits) {
      text += file.text.slice(at, start) + put;
      at = stop;
    }
    text += file.text.slice(at, starts[group.end]);
    return { ...group, lines: splitLines(text) };
  }).filter((c) => c.lines.join("") !== lines.slice(c.start, c.end).join(""));
}

// A byte order mark stands in the file, but not in the text.
function withMark(lines, changes) {
  if (lines.length) lines[0] = "\ufeff" + lines[0];
  const first = changes[0];
  if (first.start === 0 && first.lines.length) first.lines[0] = "\ufeff" + first.lines[0];
}

function hunks(changes) {
  const out = [];
  for (const change of changes) {
    const last = out[out.length - 1];
    if (last && change.start - last[last.length - 1].end <= 2 * CONTEXT) last.push(change);
    else out.push([change]);
  }
  return out;
}

function diffLine(sign, line) {
  return line.endsWith("\n") ? sign + line : `${sign}${line}\n\\ No newline at end of file\n`;
}

function range(start, count) {
  return count === 1 ? `${start + 1}` : `${count ? start + 1 : start},${count}`;
}

function header(sign, side, path) {
  const name = `${side}/${path.replace(/^\/+/, "")}`;
  if (/["\\\u0000-\u001f]/.test(name)) {
    const escaped = name.replace(/["\\]/g, "\\$&").replace(/\n/g, "\\n").replace(/\t/g, "\\t");
    return `${sign} "${escaped.replace(/\r/g, "\\r")}"\n`;
  }
  return `${sign} ${name}${name.includes(" ") ? "\t" : ""}\n`;
}
