// Comfort only: every page works without it.
"use strict";
document.addEventListener("change", (event) => {
  const box = event.target;
  if (box.id === "tick-all") {
    for (const one of document.querySelectorAll(`input[name="${box.dataset.ticks}"]`)) one.checked = box.checked;
  }
  if (box.name === "verdict") {
    const changes = document.querySelector("details.changes");
    if (changes) changes.open = box.value === "修改后通过";
    const reason = box.form && box.form.elements.reason;
    if (reason) reason.required = ["不列入", "不采纳", "待问"].includes(box.value);
  }
});
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) && event.target.type !== "radio";
  if (typing) return;
  if (event.key === "/") {
    const words = document.getElementById("words");
    if (words) { event.preventDefault(); words.focus(); }
    return;
  }
  const found = /^[a-z]$/.test(event.key) && document.querySelector(`[data-key="${event.key}"]`);
  if (found) { event.preventDefault(); found.click(); if (found.type === "radio") found.focus(); }
});
