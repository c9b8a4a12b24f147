// Makes vectors for panels and rows whose number is computed, for what is asked under the rows of a
// matrix, for areas of a picture and for elements that keep their place. Run it as types.mjs:
//
//   TZ=UTC COUNT=300 SEED=3 node grown.mjs > grown.jsonl
import { Model } from "survey-core";

console.warn = () => {};
console.error = () => {};

// decide is that of generate.mjs, but that the rows of matrices are there, as they are on a screen.
function decide(d, data) {
  const open = () => { const s = new Model(structuredClone(d)); s.data = structuredClone(data); s.getAllQuestions(false, false).forEach((q) => q.visibleRows); return s; };
  const shown = (q) => q.isVisible && q.isParentVisible;
  const s = open();
  const questions = s.getAllQuestions(false, false).filter(shown);
  const visible = questions.map((q) => q.name);
  const required = questions.filter((q) => q.isRequired).map((q) => q.name);
  const valid = s.validate(true, false);
  const errors = s.getAllQuestions(false, false).filter((q) => shown(q) && !q.validate(false)).map((q) => q.name);
  const done = open();
  done.doComplete();
  return { visible, required, valid, errors, result: JSON.parse(JSON.stringify(done.data)) };
}

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

// inside are questions of a row or panel and what is answered to them.
const inside = (word) => [
  { type: "dropdown", name: "kind", choices: ["a", "b", "c"], ...(chance(0.3) ? { isRequired: true } : {}) },
  { type: "text", name: "many", inputType: "number", ...(chance(0.3) ? { visibleIf: `{${word}.kind} = 'a'` } : {}), ...(chance(0.2) ? { min: 2 } : {}) },
];
const item = () => { const o = {}; if (chance(0.7)) o.kind = pick(["a", "b", "c"]); if (chance(0.6)) o.many = int(6); return o; };
const column = ({ type, ...rest }) => ({ cellType: type, ...rest });

const kinds = {
  panels(n) {
    const how = { type: "text", name: `${n}n`, inputType: "number" };
    const q = { type: "paneldynamic", name: n, panelCountExpression: pick([`{${n}n}`, `{${n}n} + 1`, `iif({${n}n} > 2, 2, 1)`]), templateElements: inside("panel") };
    if (chance(0.3)) q.maxPanelCount = 3;
    if (chance(0.2)) q.minPanelCount = 1;
    return { elements: [how, q], data: () => ({ ...(chance(0.85) ? { [how.name]: int(5) } : {}), ...(chance(0.8) ? { [n]: Array.from({ length: 1 + int(4) }, item) } : {}) }), ifs: [`{${n}n} > 1`, `{${n}[0].kind} = 'a'`, `{${n}} notempty`] };
  },
  rows(n) {
    const how = { type: "text", name: `${n}n`, inputType: "number" };
    const q = { type: "matrixdynamic", name: n, rowCountExpression: pick([`{${n}n}`, `{${n}n} * 2`]), columns: inside("row").map(column) };
    if (chance(0.3)) q.maxRowCount = 3;
    if (chance(0.2)) q.minRowCount = 1;
    return { elements: [how, q], data: () => ({ ...(chance(0.85) ? { [how.name]: int(4) } : {}), ...(chance(0.8) ? { [n]: Array.from({ length: 1 + int(4) }, item) } : {}) }), ifs: [`{${n}n} > 1`, `{${n}[1].many} > 2`] };
  },
  under(n) {
    const dynamic = chance(0.5);
    const q = { type: dynamic ? "matrixdynamic" : "matrixdropdown", name: n, detailPanelMode: pick(["underRow", "underRowSingle"]), columns: inside("row").map(column),
      detailElements: [
        { type: "comment", name: "why", ...(chance(0.4) ? { isRequired: true } : {}), ...(chance(0.5) ? { visibleIf: "{row.kind} = 'b'" } : {}) },
        chance(0.4) ? { type: "panel", name: "more", elements: [{ type: "rating", name: "score" }] } : { type: "rating", name: "score" }] };
    if (dynamic) q.rowCount = 0; else q.rows = ["r1", "r2"];
    const row = () => { const o = item(); if (chance(0.4)) o.why = "so"; if (chance(0.4)) o.score = 1 + int(5); return o; };
    const answer = () => {
      if (dynamic) return Array.from({ length: 1 + int(3) }, row);
      const v = {};
      for (const r of q.rows) { const x = row(); if (Object.keys(x).length) v[r] = x; }
      return v;
    };
    return { elements: [q], data: () => (chance(0.8) ? { [n]: answer() } : {}), ifs: dynamic ? [`{${n}[0].why} notempty`, `{${n}[0].score} > 2`] : [`{${n}.r1.why} notempty`, `{${n}.r2.score} > 2`] };
  },
  areas(n) {
    const q = { type: "imagemap", name: n, imageLink: "https://example.com/x.png", areas: ["a", "b", "c", "d"].map((value, i) => ({ value, text: value.toUpperCase(), shape: "rect", coords: `${i * 10},0,${i * 10 + 10},10` })) };
    if (chance(0.4)) q.multiSelect = false;
    else { if (chance(0.4)) q.minSelectedAreas = 1 + int(2); if (chance(0.3)) q.maxSelectedAreas = 2; }
    const multi = q.multiSelect !== false;
    return { elements: [q], data: () => { const v = multi ? some(["a", "b", "c", "d"]) : pick(["a", "b"]); return chance(0.8) && v.length ? { [n]: v } : {}; }, ifs: multi ? [`{${n}} contains 'a'`, `{${n}} anyof ['b','c']`, `{${n}} empty`] : [`{${n}} = 'a'`, `{${n}} notempty`] };
  },
};

const count = Number(process.env.COUNT || 0);
for (let id = 1; id <= count; id++) {
  const ifs = [], data = {}, pages = [];
  let next = 1;
  for (let p = 1; p > 0; p--) { // what stands on pages nobody saw, survey-core never brings to life
    const elements = [];
    for (let k = 1 + int(3); k > 0; k--) {
      const kind = kinds[pick(Object.keys(kinds))](`q${next++}`);
      for (const e of kind.elements) {
        if (chance(0.25)) e.isRequired = true;
        // Of panels that hide, survey-core fills the emptied answer up with empty panels again; ours is gone.
        if (ifs.length && chance(0.3) && !e.panelCountExpression) e.visibleIf = pick(ifs);
        elements.push(e);
      }
      ifs.push(...kind.ifs);
      Object.assign(data, kind.data());
    }
    pages.push({ name: `p${pages.length + 1}`, elements });
  }
  const d = { title: "Survey", pages };
  process.stdout.write(JSON.stringify({ id: `g${process.env.SEED || 1}-${id}`, definition: d, data, expect: decide(d, data) }) + "\n");
}
