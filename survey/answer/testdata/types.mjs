// Makes vectors for types and properties that generate.mjs leaves out: sliders, files, totals of
// matrices, panels that go over chosen options, pictures, yes-or-no with values of its own, keys
// that questions share. Run it as generate.mjs, in a folder where survey-core is installed:
//
//   TZ=UTC COUNT=300 SEED=9 node types.mjs > types.jsonl
import { decide } from "./generate.mjs";

let state = Number(process.env.SEED || 1) >>> 0;
const random = () => {
  state = (state + 0x9e3779b9) >>> 0;
  let z = state;
  z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
  z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
  return ((z ^ (z >>> 15)) >>> 0) / 4294967296;
};
const int = (n) => Math.floor(random() * n);
const pick = (list) => list[int(list.length)];
const chance = (p) => random() < p;
const some = (list, p = 0.5) => list.filter(() => chance(p));

// No computed columns: whether survey-core computes the cells of rows that nobody has seen depends on
// what made it build them.
// Each kind gives elements, what may be answered, and conditions over it.
const kinds = {
  slider(n) {
    const q = { type: "slider", name: n, min: int(3), max: 10 + int(90) };
    if (chance(0.3)) q.step = pick([1, 2, 5]);
    return { elements: [q], answer: () => pick([q.min, q.max, 7, 5, 40]), ifs: [`{${n}} > 5`, `{${n}} <= 7`, `{${n}} empty`, `{${n}} = ${q.min}`] };
  },
  range(n) {
    const q = { type: "slider", name: n, sliderType: "range" };
    return { elements: [q], answer: () => { const a = int(50); return [a, a + int(50)]; }, ifs: [`{${n}[0]} > 20`, `{${n}} notempty`, `{${n}[1]} < 80`] };
  },
  file(n) {
    const q = { type: "file", name: n };
    if (chance(0.4)) q.allowMultiple = true;
    const one = (i) => ({ name: `p${i}.png`, type: "image/png", content: "data:image/png;base64,iVBORw0KGgo=" });
    return { elements: [q], answer: () => (q.allowMultiple && chance(0.5) ? [one(1), one(2)] : [one(1)]), ifs: [`{${n}} notempty`, `{${n}} empty`] };
  },
  boolean(n) {
    const q = { type: "boolean", name: n };
    if (chance(0.5)) { q.valueTrue = pick(["yes", 1]); q.valueFalse = pick(["no", 0]); }
    const yes = q.valueTrue ?? true, no = q.valueFalse ?? false;
    const quote = (v) => (typeof v === "string" ? `'${v}'` : String(v));
    return { elements: [q], answer: () => pick([yes, no]), ifs: [`{${n}} = ${quote(yes)}`, `{${n}} = ${quote(no)}`, `{${n}} notempty`] };
  },
  picture(n) {
    const q = { type: "imagepicker", name: n, choices: ["a", "b", "c", "d"].map((v) => ({ value: v, imageLink: `https://example.com/${v}.png` })) };
    if (chance(0.6)) { q.multiSelect = true; if (chance(0.3)) q.minSelectedChoices = 2; if (chance(0.3)) q.maxSelectedChoices = 3; }
    return { elements: [q], answer: () => (q.multiSelect ? some(["a", "b", "c", "d"]) : pick(["a", "b"])), ifs: q.multiSelect ? [`{${n}} contains 'a'`, `{${n}} anyof ['b','c']`] : [`{${n}} = 'a'`, `{${n}} anyof ['a','b']`] };
  },
  tags(n) {
    const q = { type: "tagbox", name: n, choices: ["a", "b", "c", "d"] };
    if (chance(0.4)) q.minSelectedChoices = 2;
    if (chance(0.3)) q.showNoneItem = true;
    return { elements: [q], answer: () => some(["a", "b", "c", "d"], 0.4), ifs: [`{${n}} contains 'a'`, `{${n}.length} > 1`, `{${n}} allof ['a','b']`] };
  },
  totals(n) {
    const total = () => pick(["sum", "count", "min", "max", "avg"]);
    const dynamic = chance(0.5);
    const q = { type: dynamic ? "matrixdynamic" : "matrixdropdown", name: n, columns: [
      { name: "qty", cellType: "text", inputType: "number", totalType: total() },
      { name: "price", cellType: "text", inputType: "number", totalType: total() }] };
    if (dynamic) q.rowCount = 0; else q.rows = ["r1", "r2", "r3"];
    const row = () => { const r = {}; if (chance(0.8)) r.qty = int(9); if (chance(0.8)) r.price = 1 + int(20); return r; };
    const answer = () => {
      if (dynamic) return Array.from({ length: 1 + int(3) }, row);
      const v = {};
      for (const r of q.rows) { const x = row(); if (Object.keys(x).length) v[r] = x; }
      return v;
    };
    return { elements: [q], answer, ifs: [`{${n}-total.qty} > 5`, `{${n}-total.price} >= 10`] };
  },
  loop(n) {
    const key = `${n}used`;
    const q = { type: pick(["checkbox", "tagbox"]), name: n, valueName: key, valuePropertyName: "brand", choices: ["a", "b", "c"] };
    const about = { type: "paneldynamic", name: `${n}about`, valueName: key, templateElements: [
      { type: "rating", name: "score", ...(chance(0.5) ? { isRequired: true } : {}) },
      { type: "comment", name: "why", ...(chance(0.6) ? { visibleIf: "{panel.score} < 3" } : {}) }] };
    const answer = () => some(["a", "b", "c"], 0.5).map((b) => {
      const o = { brand: b };
      if (chance(0.7)) o.score = 1 + int(5);
      if (chance(0.4)) o.why = "so";
      return o;
    });
    return { elements: [q, about], key, answer, ifs: [`{${key}} contains 'a'`, `{${key}} anyof ['b','c']`, `{${key}} notempty`, `{${n}} contains 'b'`] };
  },
  shared(n) {
    const key = `${n}key`;
    return { elements: [
      { type: "radiogroup", name: n, valueName: key, choices: ["a", "b"] },
      { type: "radiogroup", name: `${n}more`, valueName: key, choices: ["c", "d"] }], key, answer: () => pick(["a", "b", "c"]), ifs: [`{${key}} = 'a'`, `{${key}} notempty`] };
  },
};

const count = Number(process.env.COUNT || 0);
for (let id = 1; id <= count; id++) {
  const ifs = [], data = {}, pages = [];
  let next = 1;
  for (let p = 1 + int(2); p > 0; p--) {
    const elements = [];
    for (let k = 2 + int(3); k > 0; k--) {
      const kind = kinds[pick(Object.keys(kinds))](`q${next++}`);
      for (const e of kind.elements) {
        if (chance(0.3)) e.isRequired = true;
        if (ifs.length && chance(0.35)) e.visibleIf = chance(0.7) ? pick(ifs) : `${pick(ifs)} ${pick(["and", "or"])} ${pick(ifs)}`;
        elements.push(e);
      }
      ifs.push(...kind.ifs);
      if (chance(0.75)) {
        const v = kind.answer();
        if (!(Array.isArray(v) && v.length === 0) && !(v && typeof v === "object" && !Array.isArray(v) && Object.keys(v).length === 0)) data[kind.key || kind.elements[0].name] = v;
      }
    }
    pages.push({ name: `p${pages.length + 1}`, elements });
  }
  const d = { title: "Survey", pages };
  if (chance(0.15)) d.clearInvisibleValues = pick(["none", "onHidden"]);
  process.stdout.write(JSON.stringify({ id: `t${process.env.SEED || 1}-${id}`, definition: d, data, expect: decide(d, data) }) + "\n");
}
