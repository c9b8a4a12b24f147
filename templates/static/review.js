// Keys for judging answers: the first nine themes have a digit, Enter saves. All of
// it works by the form's own buttons as well; this only saves the way to them.
"use strict";
(function () {
  const form = document.getElementById("review");
  if (!form) return;
  const all = form.querySelector(".all-themes");
  const find = form.querySelector(".find");
  const input = document.getElementById("find");

  // A key held down, or pressed twice, sends one verdict.
  let sent = false;
  form.addEventListener("submit", function (e) { if (sent) e.preventDefault(); sent = true; });
  window.addEventListener("pageshow", function () { sent = false; });

  function press(value) { form.querySelector('button[name="go"][value="' + value + '"]').click(); }

  // next puts a theme into the state after its own: off, negative, neutral, positive.
  function next(row) {
    const states = Array.from(row.querySelectorAll("input"));
    const at = states.findIndex((s) => s.checked);
    const to = states[(at + 1) % states.length];
    to.checked = true;
    to.focus();
  }

  function typing(el) { return el && (el.type === "search" || el.tagName === "TEXTAREA" || el.tagName === "SELECT"); }

  document.addEventListener("keydown", function (e) {
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    if (typing(e.target)) {
      if (e.key === "Escape") { input.value = ""; filter(); input.blur(); }
      if (e.key === "Enter") {
        e.preventDefault();
        const first = all.querySelector("fieldset:not([hidden])");
        if (first) next(first);
      }
      return;
    }
    const row = /^[1-9]$/.test(e.key) && form.querySelector('fieldset[data-key="' + e.key + '"]');
    if (row) { e.preventDefault(); next(row); return; }
    const button = e.target.tagName === "BUTTON" || e.target.tagName === "A" || e.target.tagName === "SUMMARY";
    if (e.key === "Enter" && !button) { e.preventDefault(); press("save"); return; }
    if (e.key === "0") { e.preventDefault(); press("none"); return; }
    if (e.key === "s" || e.key === "S") { if (form.querySelector('button[value="skip"]')) { e.preventDefault(); press("skip"); } return; }
    if (e.key === "/") { e.preventDefault(); all.open = true; input.focus(); }
  });

  // filter shows the themes whose name holds what was typed.
  function filter() {
    const want = input.value.trim().toLowerCase();
    all.querySelectorAll("fieldset").forEach((f) => { f.hidden = !f.dataset.name.toLowerCase().includes(want); });
    all.querySelectorAll(".group").forEach((g) => { g.hidden = !g.querySelector("fieldset:not([hidden])"); });
  }
  find.hidden = false;
  input.addEventListener("input", filter);
})();
