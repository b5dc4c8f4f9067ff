// The preview's page: asks for news, shows the pages that are in sight, and says which line of the YAML stands where.
"use strict";

const $ = (id) => document.getElementById(id);
const view = { state: null, zoom: 0, guides: "", bleed: false, places: new Map(), seen: new Set() };
const PIXEL = 96 / 72; // CSS pixels of a point at 100 %

// ---- news

async function listen() {
  for (let version = -1, wait = 0; ; ) {
    try {
      const answer = await fetch(`/state?after=${version}`);
      if (answer.status === 200) {
        const state = await answer.json();
        version = state.version;
        show(state);
      }
      wait = 0;
    } catch {
      $("light").className = "away";
      $("state").textContent = "预览已停止 · the preview has stopped";
      version = -1; // a new run counts from the beginning
      wait = Math.min(4000, wait + 500);
    }
    if (wait) await new Promise((done) => setTimeout(done, wait));
  }
}

function show(state) {
  const before = view.state;
  view.state = state;
  document.title = $("title").textContent = state.title || "brochure";
  $("light").className = state.stale ? "stale" : "";
  const pages = state.pages.length;
  $("state").textContent = state.stale
    ? pages ? "有错误，页面是上一次的 · errors: these are the last good pages" : "有错误，还排不出页面 · errors: no pages yet"
    : pages ? `${pages} 页 pages · ${state.milliseconds} ms` : "正在排版 · laying out";
  if (state.arrangement) $("arrangement").value = state.arrangement;
  showFindings(state);
  showPages(state, before);
}

// ---- pages

const inSight = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    entry.isIntersecting ? view.seen.add(entry.target) : view.seen.delete(entry.target);
    if (entry.isIntersecting) draw(entry.target);
  }
}, { root: $("pages"), rootMargin: "60% 0px" });

function showPages(state, before) {
  const shape = (one) => JSON.stringify([one.groups, one.pages.map((page) => [page.size, page.bleed, page.name, page.label])]);
  if (!before || shape(before) !== shape(state)) build(state);
  const changed = [];
  for (const sheet of document.querySelectorAll(".sheet")) {
    const page = state.pages[sheet.dataset.index];
    if (before && before.pages.length && sheet.dataset.key && sheet.dataset.key !== page.key) changed.push(sheet);
    sheet.dataset.key = page.key;
    if (view.seen.has(sheet)) draw(sheet);
  }
  for (const sheet of changed) {
    sheet.classList.remove("changed");
    void sheet.offsetWidth; // begins the animation anew
    sheet.classList.add("changed");
  }
  if (changed.length && !changed.some(visible)) changed[0].scrollIntoView({ block: "center" });
}

function visible(sheet) {
  const area = sheet.getBoundingClientRect(), around = $("pages").getBoundingClientRect();
  return area.bottom > around.top && area.top < around.bottom;
}

function build(state) {
  const room = $("pages"), top = room.scrollTop, keys = new Map();
  for (const old of document.querySelectorAll(".sheet")) { keys.set(old.dataset.index, old.dataset.key); inSight.unobserve(old); }
  view.seen.clear();
  room.replaceChildren(...state.groups.map((group) => {
    const spread = document.createElement("div");
    spread.className = "spread";
    spread.append(...group.map((index) => {
      const page = state.pages[index], figure = document.createElement("figure");
      const sheet = document.createElement("div"), caption = document.createElement("figcaption");
      sheet.className = "sheet";
      sheet.dataset.index = index;
      if (keys.has(String(index))) sheet.dataset.key = keys.get(String(index));
      sheet.append(new Image());
      sheet.firstChild.alt = `第 ${page.number} 页 page ${page.number}`;
      sheet.addEventListener("pointermove", point);
      sheet.addEventListener("pointerleave", unpoint);
      sheet.addEventListener("click", choose);
      caption.textContent = [page.name, page.number, page.label && Number(page.label) !== page.number ? `（${page.label}）` : ""].filter(Boolean).join(" ");
      figure.append(sheet, caption);
      return figure;
    }));
    return spread;
  }));
  if (!view.bleed && !state.pages.length) room.replaceChildren();
  size();
  room.scrollTop = top;
  for (const sheet of document.querySelectorAll(".sheet")) inSight.observe(sheet);
}

function scale() { // CSS pixels of a point
  if (view.zoom) return view.zoom * PIXEL;
  const room = $("pages"), around = 56, edge = view.bleed ? 18 : 0;
  const wide = Math.max(1, ...view.state.groups.map((group) => group.reduce((sum, index) => sum + view.state.pages[index].size[0] + edge, 0)));
  const high = Math.max(1, ...view.state.pages.map((page) => page.size[1] + edge));
  return Math.max(0.2, Math.min((room.clientWidth - around) / wide, (room.clientHeight - around - 30) / high));
}

function size() {
  if (!view.state) return;
  const k = scale();
  for (const spread of document.querySelectorAll(".spread")) spread.classList.toggle("bled", view.bleed);
  for (const sheet of document.querySelectorAll(".sheet")) {
    const { size: [width, height], bleed: [top, right, bottom, left] } = view.state.pages[sheet.dataset.index];
    const edge = view.bleed ? [top, right, bottom, left] : [0, 0, 0, 0], image = sheet.querySelector("img");
    sheet.style.width = `${(width + edge[1] + edge[3]) * k}px`;
    sheet.style.height = `${(height + edge[0] + edge[2]) * k}px`;
    image.style.width = `${(width + left + right) * k}px`;
    image.style.height = `${(height + top + bottom) * k}px`;
    image.style.left = `${(edge[3] - left) * k}px`;
    image.style.top = `${(edge[0] - top) * k}px`;
  }
  for (const sheet of view.seen) draw(sheet);
}

function draw(sheet) {
  const finer = Math.ceil(scale() * (window.devicePixelRatio || 1) * 4) / 4; // few sizes, so that pictures are found again
  const wanted = `/page/${sheet.dataset.key}?scale=${finer}&guides=${view.guides}`;
  if (!sheet.dataset.key || sheet.dataset.wanted === wanted) return;
  sheet.dataset.wanted = wanted;
  const next = new Image();
  next.onload = () => { if (sheet.dataset.wanted === wanted) sheet.querySelector("img").src = wanted; };
  next.onerror = () => { if (sheet.dataset.wanted === wanted) sheet.dataset.wanted = ""; };
  next.src = wanted;
}

// ---- what stands where

async function placesOf(key) {
  if (!view.places.has(key)) {
    view.places.set(key, fetch(`/places/${key}`).then((answer) => (answer.ok ? answer.json() : [])).catch(() => []));
    if (view.places.size > 200) view.places.delete(view.places.keys().next().value);
  }
  return view.places.get(key);
}

function onPage(sheet, event) { // points from the trim's corner
  const area = sheet.getBoundingClientRect(), k = scale(), bleed = view.state.pages[sheet.dataset.index].bleed;
  const edge = view.bleed ? [bleed[3], bleed[0]] : [0, 0];
  return [(event.clientX - area.left) / k - edge[0], (event.clientY - area.top) / k - edge[1]];
}

async function under(sheet, event) {
  const [x, y] = onPage(sheet, event), places = await placesOf(sheet.dataset.key);
  return places.filter(({ rect: [left, top, width, height] }) => x >= left && y >= top && x <= left + width && y <= top + height).pop();
}

function mark(sheet, rect, kind) {
  const box = document.createElement("div"), k = scale(), bleed = view.state.pages[sheet.dataset.index].bleed;
  const edge = view.bleed ? [bleed[3], bleed[0]] : [0, 0];
  box.className = `box ${kind}`;
  box.style.left = `${(rect[0] + edge[0]) * k - 2}px`;
  box.style.top = `${(rect[1] + edge[1]) * k - 2}px`;
  box.style.width = `${rect[2] * k + 4}px`;
  box.style.height = `${rect[3] * k + 4}px`;
  sheet.append(box);
  return box;
}

async function point(event) {
  const sheet = event.currentTarget, place = await under(sheet, event);
  for (const box of document.querySelectorAll(".box.pointed")) box.remove();
  $("hint").hidden = !place;
  if (!place) return;
  mark(sheet, place.rect, "pointed");
  hint(event.clientX, event.clientY, `${place.file}:${place.line}:${place.column}`, place.path);
}

function hint(x, y, place, more) {
  const bubble = $("hint"), strong = document.createElement("b");
  strong.textContent = place;
  bubble.replaceChildren(strong, ` ${more}`);
  bubble.hidden = false;
  bubble.style.left = `${Math.min(x + 14, window.innerWidth - bubble.offsetWidth - 8)}px`;
  bubble.style.top = `${Math.min(y + 18, window.innerHeight - bubble.offsetHeight - 8)}px`;
}

function unpoint() {
  for (const box of document.querySelectorAll(".box.pointed")) box.remove();
  $("hint").hidden = true;
}

async function choose(event) {
  const place = await under(event.currentTarget, event);
  if (place) await open(place, event.clientX, event.clientY);
}

async function open({ file, line, column }, x, y) {
  const place = `${file}:${line}:${column}`;
  if (view.state.editor) {
    const whole = file.startsWith("/") ? file : `${view.state.folder}/${file}`;
    const escaped = whole.split("/").map(encodeURIComponent).join("/");
    window.location.href = view.state.editor.replace("{file}", escaped).replace("{line}", line).replace("{column}", column);
    return;
  }
  try {
    await navigator.clipboard.writeText(place);
    hint(x, y, place, "已复制 copied");
  } catch {
    hint(x, y, place, "");
  }
}

// ---- findings

function showFindings(state) {
  const list = $("findings"), count = $("count");
  const order = ["error", "warning", "info"], grave = order.find((one) => state.findings.some((finding) => finding.severity === one)) || "";
  count.textContent = state.findings.length;
  count.className = grave;
  const sorted = [...state.findings].sort((one, other) => order.indexOf(one.severity) - order.indexOf(other.severity));
  const rows = sorted.map((finding) => {
    const row = document.createElement("button"), place = finding.file ? `${finding.file}:${finding.line}:${finding.column}` : "";
    row.className = `finding ${finding.severity}`;
    const say = (words, kind, lang) => {
      if (!words) return;
      const span = document.createElement("span");
      span.className = kind;
      if (lang) span.lang = lang;
      span.textContent = words;
      row.append(span);
    };
    say(finding.message.zh, "");
    if (finding.message.en !== finding.message.zh) say(finding.message.en, "", "en");
    for (const one of finding.hints) say(`→ ${one.zh}`, "more"), say(`→ ${one.en}`, "more", "en");
    say(finding.corrected && finding.corrected.trim(), "mended");
    say([place, finding.page ? `第 ${finding.page} 页 p. ${finding.page}` : "", finding.code].filter(Boolean).join(" · "), "place");
    row.addEventListener("click", (event) => reveal(finding, event));
    return row;
  });
  if (!rows.length || !state.checked) {
    const note = document.createElement("p");
    note.textContent = state.checked ? "没有发现问题 · nothing found" : state.stale ? "改好之后再查其余 · the rest is checked once this is mended" : "正在检查中英文和印前 · checking both languages and the print …";
    rows.push(note);
  }
  list.replaceChildren(...rows);
}

function reveal(finding, event) {
  for (const box of document.querySelectorAll(".box")) box.remove();
  const sheet = finding.page && document.querySelector(`.sheet[data-index="${finding.page - 1}"]`);
  if (sheet) {
    sheet.scrollIntoView({ block: "center" });
    for (const rect of [finding.rect, ...(finding.others || [])]) {
      if (rect.length === 4) mark(sheet, rect.map((mm) => (mm * 72) / 25.4), finding.severity);
    }
  }
  if (finding.file) open(finding, event.clientX, event.clientY);
}

// ---- the bar

function zoom(by) {
  view.zoom = by ? Math.min(6, Math.max(0.1, (scale() / PIXEL) * by)) : 0;
  size();
}

$("arrangement").addEventListener("change", (event) => fetch(`/arrange?to=${event.target.value}`, { method: "POST" }));
$("guides").addEventListener("change", (event) => { view.guides = event.target.value; if (view.guides) $("bleed").checked = view.bleed = true; size(); });
$("bleed").addEventListener("change", (event) => { view.bleed = event.target.checked; size(); });
$("smaller").addEventListener("click", () => zoom(1 / 1.25));
$("larger").addEventListener("click", () => zoom(1.25));
$("fit").addEventListener("click", () => zoom(0));
$("toggle").addEventListener("click", () => { $("findings").hidden = !$("findings").hidden; size(); });
window.addEventListener("resize", size);
window.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || /^(SELECT|INPUT)$/.test(event.target.tagName)) return;
  const act = { "+": () => zoom(1.25), "=": () => zoom(1.25), "-": () => zoom(1 / 1.25), 0: () => zoom(0), f: () => $("toggle").click(), b: () => $("bleed").click() }[event.key];
  if (act) act();
});
listen();
