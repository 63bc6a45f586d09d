"use strict";
// The list: search, filters, pages, unfolding. Data come from the blocks of this page; every word of them goes in
// through textContent, so a law text can never become markup.
(() => {
  const PER_PAGE = 50;
  const MARKS = ["holder", "act", "sanction", "amount"];
  const BASES = ["罚则", "行为规范", "依据条款", "援引的罚则"];
  const STATUS = 3;  // in a law's row
  const NAME = 0, TYPE = 1, AGENCY = 2, LAW = 3, PLACE = 4, SCORE = 5, CLAUSES = 6;
  const byId = (id) => document.getElementById(id);
  const loaded = new Map();
  let head = null, index = [], haystack = [], hits = [], page = 0, clauseTexts = null, turn = 0;

  const make = (tag, className, words) => {
    const node = document.createElement(tag);
    if (className) node.className = className;
    if (words !== undefined) node.textContent = words;
    return node;
  };

  async function inflate(words) {
    const raw = atob(words);
    const bytes = new Uint8Array(raw.length);
    for (let i = 0; i < raw.length; i++) bytes[i] = raw.charCodeAt(i);
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    return new Response(stream).text();
  }

  function chunk(name) {
    if (!loaded.has(name)) {
      const block = byId(name);
      const packed = block.dataset.encoding === "deflate";
      const words = packed ? inflate(block.textContent) : Promise.resolve(block.textContent);
      loaded.set(name, words.then(JSON.parse));
    }
    return loaded.get(name);
  }

  async function clause(number) {
    const rows = await chunk("clauses-" + Math.floor(number / head.clausesPerChunk));
    return rows[number % head.clausesPerChunk];
  }

  async function allClauses() {
    if (clauseTexts) return;
    const texts = [];
    for (let i = 0; i < head.chunks.clauses; i++) {
      for (const row of await chunk("clauses-" + i)) texts.push(row[1].toLowerCase());
    }
    clauseTexts = texts;
  }

  // ---- finding ----------------------------------------------------------------------------------------------
  const lawLabel = (law) => law[0] + (law[2] ? "（" + law[2] + "版）" : "");

  function wanted() {
    const words = byId("q").value.toLowerCase().split(/\s+/).filter(Boolean);
    const typed = (id) => byId(id).value.trim();
    return {
      words, type: byId("f-type").value, score: byId("f-score").value, status: byId("f-status").value, order: byId("f-order").value,
      agency: typed("f-agency"), law: typed("f-law"), clauses: byId("f-clauses").checked && words.length > 0,
    };
  }

  const SCORES = { high: (s) => s >= 85, middle: (s) => s >= 60 && s < 85, low: (s) => s < 60 };

  function chosen(names, typed) {
    if (!typed) return null;
    const exact = names.indexOf(typed);
    if (exact >= 0) return new Set(names.map((n, i) => (n === typed ? i : -1)).filter((i) => i >= 0));
    return new Set(names.map((n, i) => (n.includes(typed) ? i : -1)).filter((i) => i >= 0));
  }

  async function search() {
    const mine = ++turn;
    const want = wanted();
    if (want.clauses && !clauseTexts) {
      byId("count").textContent = "正在载入条文原文……";
      await allClauses();
      if (mine !== turn) return;
    }
    const agencies = chosen(head.agencies, want.agency);
    const laws = chosen(head.laws.map(lawLabel), want.law);
    const score = SCORES[want.score];
    const found = [];
    for (let i = 0; i < index.length; i++) {
      const row = index[i];
      if (want.type !== "" && row[TYPE] !== Number(want.type)) continue;
      if (agencies && !agencies.has(row[AGENCY])) continue;
      if (laws && !laws.has(row[LAW])) continue;
      if (score && !score(row[SCORE])) continue;
      if (want.status && (head.laws[row[LAW]] || [])[STATUS] !== want.status) continue;
      const holds = (word) => haystack[i].includes(word) ||
        (want.clauses && row[CLAUSES].some((c) => clauseTexts[c].includes(word)));
      if (want.words.every(holds)) found.push(i);
    }
    if (want.order === "score") found.sort((a, b) => index[a][SCORE] - index[b][SCORE] || a - b);
    hits = found;
    page = 0;
    show();
  }

  // ---- showing ----------------------------------------------------------------------------------------------
  function show() {
    const pages = Math.max(1, Math.ceil(hits.length / PER_PAGE));
    const from = page * PER_PAGE;
    const some = hits.length < index.length ? "符合条件 " + hits.length.toLocaleString() + " 项，" : "";
    const span = hits.length ? "，本页第 " + (from + 1) + "—" + Math.min(from + PER_PAGE, hits.length) + " 项" : "";
    byId("count").textContent = some + "共 " + index.length.toLocaleString() + " 项" + span;
    byId("entries").replaceChildren(...hits.slice(from, from + PER_PAGE).map(entry));
    const nav = byId("pages");
    nav.replaceChildren();
    if (pages > 1) {
      nav.append(step("上一页", -1, page === 0), make("span", "", (page + 1) + " / " + pages), step("下一页", 1, page === pages - 1));
    }
  }

  function step(words, by, off) {
    const button = make("button", "", words);
    button.type = "button";
    button.disabled = off;
    button.addEventListener("click", () => {
      page += by;
      show();
      byId("count").scrollIntoView();
      const first = document.querySelector("#entries .entry");
      if (first) first.focus({ preventScroll: true });
    });
    return button;
  }

  function entry(number) {
    const row = index[number];
    const law = head.laws[row[LAW]] || [];
    const item = make("li");
    const button = make("button", "entry");
    button.type = "button";
    button.setAttribute("aria-expanded", "false");
    const agency = head.agencies[row[AGENCY]];
    button.append(
      make("span", "kind", head.types[row[TYPE]]),
      make("span", "name", row[NAME]),
      make("span", agency.startsWith("（待") ? "who unknown" : "who", agency),
      make("span", row[SCORE] < 60 ? "score low" : "score", row[SCORE] + " 分"),
      where(law, row[PLACE]),
    );
    button.addEventListener("click", () => unfold(item, button, number));
    item.append(button);
    return item;
  }

  // A clause of a law that no longer holds, or does not yet, must be seen without unfolding.
  function where(law, place) {
    const line = make("span", "where", law.length ? "《" + law[0] + "》" + place : "");
    if (law.length && law[STATUS] && law[STATUS] !== "现行有效") line.append(make("span", "status", law[STATUS]));
    return line;
  }

  async function unfold(item, button, number) {
    if (button.getAttribute("aria-expanded") === "true") {
      button.setAttribute("aria-expanded", "false");
      item.lastElementChild.hidden = true;
      return;
    }
    button.setAttribute("aria-expanded", "true");
    if (item.childElementCount > 1) {
      item.lastElementChild.hidden = false;
      return;
    }
    const panel = make("div", "details");
    panel.id = "details-of-" + number;
    button.setAttribute("aria-controls", panel.id);
    item.append(panel);
    const rows = await chunk("details-" + Math.floor(number / head.perChunk));
    const details = rows[number % head.perChunk];
    const row = index[number];
    for (let i = 0; i < row[CLAUSES].length; i++) {
      panel.append(basis(await clause(row[CLAUSES][i]), details[0][i]));
    }
    panel.append(facts(row, details));
    if (details[4].length) {
      const list = make("ul", "remarks");
      for (const words of details[4]) list.append(make("li", "", words));
      panel.append(list);
    }
  }

  function basis([title, text, place, original], [kind, marks]) {
    const block = make("div", "basis");
    const heading = make("h4");
    heading.append(make("span", "", BASES[kind]), title);
    block.append(heading);
    const kinds = marks.filter((_, i) => i % 3 === 2).map((mark) => MARKS[mark]);
    const words = marked(text, marks.filter((_, i) => i % 3 !== 2), kinds);
    if (original) {
      const pair = make("div", "beside");
      const left = make("div"), right = make("div", "source");
      left.append(make("h5", "", "整理后的条文"), words);
      right.append(make("h5", "", "来源文件中的原文（有底色的是整理时改动处）"), marked(original[0], original[1], []));
      pair.append(left, right);
      block.append(pair);
    } else {
      block.append(words);
    }
    if (place) block.append(...origin(place));
    return block;
  }

  // Words with some of them marked: start and length of each, counted in characters, and the kinds of the marks.
  function marked(text, places, kinds) {
    const words = make("p");
    const characters = Array.from(text);
    let at = 0;
    for (let i = 0; i + 1 < places.length; i += 2) {
      const [start, length] = [places[i], places[i + 1]];
      words.append(characters.slice(at, start).join(""));
      words.append(make("mark", kinds[i / 2] || "was", characters.slice(start, start + length).join("")));
      at = start + length;
    }
    words.append(characters.slice(at).join(""));
    return words;
  }

  // ---- the place in the original -------------------------------------------------------------------------------
  function origin([file, line, pages]) {
    const name = head.files[file].split("/").pop();
    const shown = pages.filter(([, picture]) => picture >= 0);
    const sheets = shown.map((page) => sheet(page, name));
    if (shown.length && shown.length === pages.length) return sheets;
    const numbers = pages.map(([page]) => "第 " + page + " 页").join("、");
    const words = make("p", "origin");
    words.append(make("span", "", "原件"), " " + name + "　" + (numbers || "第 " + line + " 行"));
    return [words, ...sheets];
  }

  const drawn = (tag, values) => {
    const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(values)) node.setAttribute(name, value);
    return node;
  };

  // The strip of the page on which the words stand; the whole page on demand.
  function sheet([page, picture, ...sides], file) {
    const [width, height] = head.pages[picture];
    const boxes = [];
    for (let i = 0; i + 3 < sides.length; i += 4) boxes.push(sides.slice(i, i + 4));
    const tops = boxes.map((box) => box[1]), bottoms = boxes.map((box) => box[3]);
    const air = boxes.length ? 1.6 * Math.max(...boxes.map((box) => box[3] - box[1])) : 0;
    const top = boxes.length ? Math.max(0, Math.min(...tops) - air) : 0;
    const bottom = boxes.length ? Math.min(height, Math.max(...bottoms) + air) : height;
    const strip = "0 " + top + " " + width + " " + (bottom - top), whole = "0 0 " + width + " " + height;
    const figure = make("figure", "sheet");
    const svg = drawn("svg", { viewBox: strip, role: "img", "aria-label": file + " 第 " + page + " 页，标出条文所在处" });
    svg.append(drawn("image", { href: "data:image/png;base64," + byId("page-" + picture).textContent, width, height, preserveAspectRatio: "none" }));
    for (const [left, up, right, down] of boxes) {
      svg.append(drawn("rect", { class: "here", x: left - 2, y: up - 1, width: right - left + 4, height: down - up + 2 }));
    }
    const button = make("button", "", "看整页");
    button.type = "button";
    button.addEventListener("click", () => {
      const opens = svg.getAttribute("viewBox") === strip;
      svg.setAttribute("viewBox", opens ? whole : strip);
      button.textContent = opens ? "只看该处" : "看整页";
    });
    const caption = make("figcaption");
    const where = make("p", "origin");
    where.append(make("span", "", "原件"), " " + file + "　第 " + page + " 页");
    caption.append(where, button);
    figure.append(caption, svg);
    return figure;
  }

  function facts(row, [, kinds, amounts, written, , alt, by, id]) {
    const law = head.laws[row[LAW]] || [];
    const list = make("dl", "facts");
    const pairs = [
      ["条文所写主体", written || "未写明"], ["种类或措施", kinds.join("、")], ["金额或倍数", amounts.join("；")],
      ["也可归为", alt.join("、")], ["效力级别", law[1]], ["效力状态", law[3]], ["文本版本", law[2]], ["施行日期", law[8]],
      ["制定机关", law[6]], ["文号", law[7]], ["适用地域", law[4]], ["来源文件", law[5]], ["文字来源", law[9]], ["识别规则", by], ["条目标识", id],
    ];
    for (const [label, value] of pairs) {
      if (!value) continue;
      const pair = make("div");
      pair.append(make("dt", "", label), make("dd", "", value));
      list.append(pair);
    }
    return list;
  }

  // ---- filters ----------------------------------------------------------------------------------------------
  function filterBy(agency, type) {
    byId("q").value = "";
    byId("f-law").value = "";
    byId("f-score").value = "";
    byId("f-status").value = "";
    byId("f-agency").value = agency >= 0 ? head.agencies[agency] : "";
    byId("f-type").value = type >= 0 ? String(type) : "";
    search();
    byId("list").scrollIntoView();
    byId("f-type").focus({ preventScroll: true });
  }

  function pickable() {
    for (const cell of document.querySelectorAll(".bars tbody tr")) {
      const type = Number(cell.dataset.type ?? -1), agency = Number(cell.dataset.agency ?? -1);
      if (type < 0 && agency < 0) continue;
      const label = cell.firstElementChild;
      const button = make("button", "link", label.textContent);
      button.type = "button";
      button.addEventListener("click", () => filterBy(agency, type));
      label.replaceChildren(button);
    }
    for (const cell of document.querySelectorAll(".heat tbody td[data-type]")) {
      const agency = Number(cell.parentElement.dataset.agency);
      if (!cell.textContent || agency < 0) continue;
      const button = make("button", "", cell.textContent);
      button.type = "button";
      button.setAttribute("aria-label", head.agencies[agency] + "，" + head.types[cell.dataset.type] + "，" + cell.textContent + " 项");
      button.addEventListener("click", () => filterBy(agency, Number(cell.dataset.type)));
      cell.replaceChildren(button);
    }
  }

  function fillFilters() {
    const option = (words, value) => {
      const node = make("option", "", words);
      node.value = value;
      return node;
    };
    byId("f-type").append(...head.types.map((name, i) => option(name, String(i))));
    byId("f-status").append(...[...new Set(head.laws.map((law) => law[STATUS]))].map((name) => option(name, name)));
    byId("agencies").append(...[...head.agencies].sort().map((name) => option("", name)));
    byId("laws").append(...[...new Set(head.laws.map(lawLabel))].map((name) => option("", name)));
    let waiting = 0;
    const soon = () => {
      clearTimeout(waiting);
      waiting = setTimeout(search, 160);
    };
    const form = byId("filters");
    form.addEventListener("input", soon);
    form.addEventListener("submit", (event) => event.preventDefault());
    byId("clear").addEventListener("click", () => {
      form.reset();
      search();
    });
  }

  async function start() {
    document.documentElement.classList.add("ready");
    if (typeof DecompressionStream === "undefined" && document.querySelector('[data-encoding="deflate"]')) {
      byId("count").textContent = "此浏览器版本过旧，无法打开清单部分；请用较新的 Chrome、Edge、Firefox、Safari 或国产浏览器的极速模式，或改用“权责清单.xlsx”。";
      byId("filters").hidden = true;
      return;
    }
    head = await chunk("head-0");
    fillFilters();
    pickable();
    for (let i = 0; i < head.chunks.index; i++) {
      for (const row of await chunk("index-" + i)) {
        const law = head.laws[row[LAW]];
        index.push(row);
        haystack.push([row[NAME], head.agencies[row[AGENCY]], law ? law[0] : "", row[PLACE]].join("\n").toLowerCase());
      }
      if (i === 0) { hits = index.map((_, n) => n); show(); }
    }
    await search();
    document.documentElement.dataset.loaded = "yes";
  }

  start().catch((cause) => {
    byId("count").textContent = "清单数据无法读取：" + cause.message;
  });
})();
