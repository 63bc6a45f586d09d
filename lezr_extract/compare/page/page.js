"use strict";
// Filters over what already stands in the page; nothing is built from words, so a law text can never become markup.
(() => {
  const byId = (id) => document.getElementById(id);
  const findings = Array.from(document.querySelectorAll(".finding"));
  const fields = ["level", "rule", "kind"];
  const texts = new Map();
  const text = (one) => {
    if (!texts.has(one)) texts.set(one, one.textContent.toLowerCase());
    return texts.get(one);
  };

  function show() {
    const wanted = fields.map((field) => [field, byId("f-" + field).value]).filter(([, value]) => value);
    const words = byId("f-words").value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const one of findings) {
      const fits = wanted.every(([field, value]) => one.dataset[field] === value) && words.every((word) => text(one).includes(word));
      one.hidden = !fits;
      shown += fits ? 1 : 0;
    }
    byId("count").textContent = `${shown.toLocaleString("zh-CN")} 处`;
  }

  let waiting = 0;
  document.documentElement.classList.add("scripted");
  for (const field of fields) byId("f-" + field).addEventListener("change", show);
  byId("f-words").addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(show, 200);
  });
  byId("filters").addEventListener("submit", (event) => event.preventDefault());
  byId("clear").addEventListener("click", () => {
    byId("filters").reset();
    show();
  });
  show();
})();
