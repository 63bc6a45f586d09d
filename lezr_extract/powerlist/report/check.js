"use strict";
const entries = [...document.querySelectorAll(".case")];
const fields = ["holding", "which", "state"].map((id) => document.getElementById(id));
const texts = entries.map((entry) => entry.textContent);
function show() {
  const [words, list, status] = fields.map((field) => field.value.trim());
  let count = 0;
  entries.forEach((entry, at) => {
    const fits = (!words || words.split(/\s+/).every((word) => texts[at].includes(word)))
      && (!list || entry.dataset.list === list)
      && (!status || entry.dataset.status.split(" ").includes(status));
    entry.hidden = !fits;
    count += fits;
  });
  document.getElementById("count").textContent = `${count} 项`;
}
fields.forEach((field) => field.addEventListener("input", show));
document.getElementById("filters").addEventListener("submit", (event) => event.preventDefault());
show();
