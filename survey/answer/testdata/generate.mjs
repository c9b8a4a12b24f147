// Makes vectors for the form engine: random definitions, random answers, and
// what survey-core decides on them. It holds nothing of survey-core; run it in
// a folder where that is installed:
//
//   npm install survey-core@3.1.1
//   TZ=UTC node generate.mjs 400 6 > more.jsonl            (count, seed)
//   TZ=UTC node generate.mjs 400 6 fresh > fresh.jsonl     (nobody answered yet)
//   TZ=UTC node generate.mjs 400 6 entered > entered.jsonl (answers entered one after the other)
//
// Each line: {id, definition, data, expect:{visible, required, valid, errors,
// result}}, as in definitions.jsonl.
import { Model, settings } from "survey-core";

console.warn = () => {};
console.error = () => {};
settings.readOnly = settings.readOnly || {};

const how = process.argv[4] || "given";

// ---- a generator of numbers that can be seeded (splitmix32) ----
let state = Number(process.argv[3] || 1) >>> 0;
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

// ---- definitions ----
const letters = ["a", "b", "c", "d", "e"];
let earlier; // questions already written: conditions look back at them

function value(q) {
  switch (q.type) {
    case "radiogroup": case "dropdown": case "buttongroup": return pick(q.choices.map((c) => c.value ?? c));
    case "rating": return 1 + int(5);
    case "boolean": return true;
    default: return pick(["a", "1", "x"]);
  }
}
const quote = (v) => (typeof v === "string" ? `'${v}'` : String(v));

function atom() {
  if (earlier.length === 0) return pick(["1 = 1", "1 = 2", "{nowhere} empty"]);
  const q = pick(earlier);
  const n = `{${q.valueName || q.name}}`;
  switch (q.type) {
    case "checkbox": case "tagbox": return pick([`${n} contains 'a'`, `${n} anyof ['a','b']`, `${n} allof ['a','c']`, `${n} notempty`, `${n}.length > 1`.replace("}.length", ".length}"), `${n} notcontains 'b'`]);
    case "rating": case "slider": return pick([`${n} > 2`, `${n} <= 3`, `${n} = 3`, `${n} empty`]);
    case "boolean": return pick([`${n} = true`, `${n} = false`, `${n} <> true`]);
    case "matrix": return pick([`{${q.name}.r1} = '1'`, `{${q.name}.r2} notempty`, `${n} notempty`]);
    case "matrixdropdown": return pick([`{${q.name}.r1.sat} = '1'`, `${n} notempty`]);
    case "paneldynamic": case "matrixdynamic": return pick([`{${q.name}[0].sku} notempty`, `{${q.name}.length} > 1`, `${n} empty`, `sumInArray(${n}, 'qty') > 3`, `countInArray(${n}, 'sku') >= 1`]);
    case "multipletext": return pick([`{${q.name}.x} notempty`, `{${q.name}.y} > 3`]);
    case "text": return pick([`${n} notempty`, `${n} empty`, `${n} > 3`, `${n} contains '1'`]);
    default: return pick([`${n} = ${quote(value(q))}`, `${n} <> ${quote(value(q))}`, `${n} notempty`, `${n} empty`]);
  }
}
const condition = () => {
  const r = random();
  if (r < 0.65) return atom();
  if (r < 0.8) return `${atom()} and ${atom()}`;
  if (r < 0.93) return `${atom()} or ${atom()}`;
  return `!(${atom()})`;
};

function choices() {
  const n = 2 + int(4);
  return letters.slice(0, n).map((v) => {
    const r = random();
    if (r < 0.1) return { value: v, text: v.toUpperCase(), visibleIf: condition() };
    return r < 0.4 ? { value: v, text: v.toUpperCase() } : v;
  });
}

function selecting(q) {
  q.choices = choices();
  if (chance(0.25)) q.showOtherItem = true;
  if (chance(0.2)) q.showNoneItem = true;
  if (chance(0.08)) q.showDontKnowItem = true;
  if (chance(0.08)) q.showRefuseItem = true;
  if (chance(0.2)) q.choicesVisibleIf = pick(["{item} <> 'b'", `{item} <> 'a' or ${atom()}`, `{item} = 'a' or {item} = 'b'`]);
  if (chance(0.05)) q.hideIfChoicesEmpty = true;
  const sources = earlier.filter((e) => ["checkbox", "radiogroup", "tagbox", "dropdown"].includes(e.type) && !e.valueName);
  if (chance(0.12) && sources.length) {
    q.choicesFromQuestion = pick(sources).name;
    q.choicesFromQuestionMode = pick(["all", "selected", "unselected"]);
    delete q.choicesVisibleIf;
    q.choices = [];
  }
  // Where conditions hide choices, survey-core turns a hidden value into the text of "other" when
  // answers are given to it at once; no respondent can bring that about.
  if (q.choicesVisibleIf || q.choicesFromQuestion || q.choices.some((c) => c.visibleIf)) delete q.showOtherItem;
  if (["checkbox", "tagbox"].includes(q.type)) {
    if (chance(0.25)) q.minSelectedChoices = 1 + int(2);
    if (chance(0.2)) q.maxSelectedChoices = 2 + int(2);
  }
}

function texting(q) {
  q.inputType = pick(["text", "text", "number", "number", "date", "email", "month", "time"]);
  if (q.inputType === "number") {
    if (chance(0.4)) q.min = int(4);
    if (chance(0.4)) q.max = 5 + int(20);
    if (chance(0.15)) q.step = pick([1, 2, 0.5]);
    if (chance(0.1)) { delete q.min; q.minValueExpression = "1 + 1"; }
  }
  if (q.inputType === "date") {
    if (chance(0.3)) q.min = "2026-01-01";
    if (chance(0.3)) q.max = "2026-06-30";
    if (chance(0.1)) { delete q.max; q.maxValueExpression = "getDate('2026-03-01')"; }
  }
  if (chance(0.25)) q.validators = [validator()];
}
function validator() {
  const r = int(5);
  if (r === 0) return { type: "numeric", minValue: 1 + int(3), maxValue: 6 + int(9) };
  if (r === 1) return { type: "text", minLength: 1 + int(3), maxLength: 4 + int(4), allowDigits: chance(0.7) };
  if (r === 2) return { type: "regex", regex: pick(["^[A-Z]{2}\\d+$", "^\\w+$", "^[^@]+$"]), ...(chance(0.3) ? { caseInsensitive: true } : {}) };
  if (r === 3) return { type: "email" };
  return { type: "expression", expression: condition() };
}

const columns = () => [
  { name: "sat", cellType: pick(["dropdown", "radiogroup", "checkbox"]), choices: ["1", "2", "3"], ...(chance(0.3) ? { isRequired: true } : {}) },
  { name: "note", cellType: pick(["text", "comment"]), ...(chance(0.3) ? { visibleIf: "{row.sat} notempty" } : {}), ...(chance(0.2) ? { requiredIf: "{row.sat} = '1'" } : {}), ...(chance(0.15) ? { isUnique: true } : {}) },
];

const template = () => [
  { type: "text", name: "sku", ...(chance(0.4) ? { isRequired: true } : {}) },
  { type: "text", name: "qty", inputType: "number", ...(chance(0.4) ? { visibleIf: "{panel.sku} notempty" } : {}), ...(chance(0.3) ? { min: 1, max: 30 } : {}) },
  ...(chance(0.3) ? [{ type: "checkbox", name: "why", choices: ["a", "b"], visibleIf: "{panel.qty} > 5", ...(chance(0.4) ? { isRequired: true } : {}) }] : []),
];

const types = ["radiogroup", "checkbox", "dropdown", "tagbox", "rating", "boolean", "text", "text", "comment", "matrix", "ranking", "multipletext", "matrixdropdown", "matrixdynamic", "paneldynamic", "expression", "html", "buttongroup", "imagepicker", "signaturepad"];

function question(name) {
  const q = { type: pick(types), name };
  switch (q.type) {
    case "radiogroup": case "checkbox": case "dropdown": case "tagbox": case "buttongroup": selecting(q); break;
    case "imagepicker":
      q.choices = ["a", "b", "c"].map((v) => ({ value: v, imageLink: `https://example.com/${v}.png` }));
      if (chance(0.5)) q.multiSelect = true;
      break;
    case "ranking":
      q.choices = letters.slice(0, 3 + int(2));
      if (chance(0.4)) { q.selectToRankEnabled = true; if (chance(0.6)) { q.minSelectedChoices = 2; q.maxSelectedChoices = 2; } }
      if (chance(0.2)) q.choicesVisibleIf = `{item} <> 'b' or ${atom()}`;
      break;
    case "rating":
      if (chance(0.3)) q.rateValues = [1, 2, { value: 3, text: "three" }, "many"];
      else if (chance(0.5)) { q.rateMin = int(2); q.rateMax = 5 + int(6); }
      break;
    case "boolean": if (chance(0.2)) { q.valueTrue = "Y"; q.valueFalse = "N"; } break;
    case "text": texting(q); break;
    case "comment": if (chance(0.2)) q.validators = [validator()]; break;
    case "matrix":
      q.columns = ["1", "2", { value: "3", text: "Three" }];
      q.rows = ["r1", "r2", chance(0.3) ? { value: "r3", visibleIf: condition() } : "r3"];
      if (chance(0.4)) q.eachRowRequired = true;
      if (chance(0.15)) q.eachRowUnique = true;
      if (chance(0.15)) q.cellType = "checkbox";
      if (chance(0.2)) q.rowsVisibleIf = pick(["{item} <> 'r2'", `{item} = 'r1' or ${atom()}`]);
      if (chance(0.1)) q.columnsVisibleIf = "{item} <> '2'";
      break;
    case "matrixdropdown":
      q.columns = columns(); q.rows = ["r1", "r2"];
      if (chance(0.2)) q.rowsVisibleIf = "{rowName} = 'r1'";
      break;
    case "matrixdynamic":
      q.columns = [{ name: "sku", cellType: "text", ...(chance(0.4) ? { isRequired: true } : {}) }, { name: "qty", cellType: "text", inputType: "number" }];
      q.rowCount = 0;
      if (chance(0.25)) q.keyName = "sku";
      break;
    case "paneldynamic":
      q.templateElements = template(); q.maxPanelCount = 4;
      if (chance(0.25)) q.keyName = "sku";
      if (chance(0.12)) q.templateVisibleIf = "{panel.sku} <> 'S1'";
      break;
    case "multipletext":
      q.items = [{ name: "x", ...(chance(0.4) ? { isRequired: true } : {}) }, { name: "y", inputType: "number", ...(chance(0.3) ? { validators: [{ type: "numeric", maxValue: 9 }] } : {}) }];
      break;
    case "expression": q.expression = pick(["1 + 1", `iif(${atom()}, 'yes', 'no')`, ...earlier.filter((e) => e.type === "rating").map((e) => `{${e.name}} * 2`), "sum(1, 2, {nowhere})"]); break;
    case "html": q.html = "<b>hello</b>"; break;
  }
  if (!["html", "expression"].includes(q.type)) {
    if (chance(0.35)) q.isRequired = true;
    if (chance(0.12)) q.requiredIf = condition();
    if (chance(0.06)) q.readOnly = true;
    if (chance(0.08)) q.enableIf = condition();
    if (chance(0.06)) q.clearIfInvisible = pick(["none", "onComplete"]);
    if (chance(0.06) && ["radiogroup", "rating", "boolean"].includes(q.type)) q.showCommentArea = true;
  }
  if (chance(0.3)) q.visibleIf = condition();
  if (chance(0.03)) q.visible = false;
  if (how !== "given" && !q.visibleIf) reacting(q);
  return q;
}

// What happens on its own: defaults, and values set on a change of others.
function reacting(q) {
  const single = ["radiogroup", "dropdown", "buttongroup"].includes(q.type) && !q.choicesFromQuestion && !q.choicesVisibleIf && !q.choices.some((c) => c.visibleIf);
  const simple = { rating: [2, 3], boolean: [true, "false"], comment: ["so"], multipletext: [{ x: "d" }], matrix: [{ r1: "1" }] }[q.type]
    || (single && plain(q).slice(0, 2)) || (q.type === "text" && q.inputType === "number" && [3, 8]) || (q.type === "text" && q.inputType === "text" && ["dd", "abc"]);
  if (q.type === "matrix" && q.cellType === "checkbox") return;
  if (q.type === "boolean" && q.valueTrue) return;
  if (!simple) return;
  if (chance(0.3)) q.defaultValue = pick(simple);
  if (!single && !["text", "comment", "rating"].includes(q.type)) return;
  const constant = quote(pick(simple));
  const numbers = earlier.filter((e) => e.type === "rating" && !e.rateValues || (e.type === "text" && e.inputType === "number"));
  const formula = () => (["text", "rating"].includes(q.type) && typeof simple[0] === "number" && numbers.length ? `{${pick(numbers).name}} + 1` : constant);
  const r = random();
  if (r < 0.08) { delete q.defaultValue; q.defaultValueExpression = formula(); }
  else if (r < 0.16) { q.setValueIf = atom(); q.setValueExpression = formula(); }
  else if (r < 0.22 && numbers.length) q.setValueExpression = formula();
  else if (r < 0.3) q.resetValueIf = atom();
}

function triggers() {
  const targets = earlier.filter((e) => e.type === "comment" || (e.type === "text" && e.inputType === "text") || e.type === "rating" && !e.rateValues);
  const out = [];
  while (targets.length && out.length < 3 && chance(0.4)) {
    const to = pick(targets);
    const value = to.type === "rating" ? pick([1, 4]) : "set";
    const r = int(3);
    if (r === 0) out.push({ type: "setvalue", expression: atom(), setToName: to.name, setValue: value });
    if (r === 1) out.push({ type: "runexpression", expression: atom(), setToName: to.name, runExpression: quote(value) });
    if (r === 2 && to.type === "comment") out.push({ type: "copyvalue", expression: atom(), setToName: to.name, fromName: pick(targets.filter((t) => t.type === "comment")).name });
  }
  return out;
}

function elements(count, names) {
  const out = [];
  for (let i = 0; i < count; i++) {
    if (chance(0.12) && count > 1) {
      const panel = { type: "panel", name: `panel${names.next++}`, elements: elements(1 + int(3), names) };
      if (chance(how === "given" ? 0.4 : 0)) panel.visibleIf = condition();
      if (chance(0.15)) panel.isRequired = true;
      if (chance(0.08)) panel.readOnly = true;
      out.push(panel);
      continue;
    }
    const q = question(`q${names.next++}`);
    out.push(q);
    if (!["html"].includes(q.type)) earlier.push(q);
  }
  return out;
}

function definition() {
  earlier = [];
  const names = { next: 1 };
  const d = { title: "Survey", pages: [] };
  const n = 1 + int(3);
  for (let i = 0; i < n; i++) {
    const page = { name: `p${i + 1}`, elements: elements(2 + int(5), names) };
    if (i > 0 && chance(how === "given" ? 0.25 : 0)) page.visibleIf = condition();
    d.pages.push(page);
  }
  if (chance(0.25) && earlier.length) d.calculatedValues = [{ name: "score", expression: pick(["1 + 2", `iif(${atom()}, 1, 0)`]), includeIntoResult: chance(0.6) }];
  if (chance(0.06)) d.clearInvisibleValues = pick(["none", "onComplete"]);
  if (how !== "given") {
    if (chance(0.2)) d.clearInvisibleValues = pick(["onHidden", "onHiddenContainer"]);
    const list = triggers();
    if (list.length) d.triggers = list;
  }
  return d;
}

// ---- answers ----
const flat = (list) => list.flatMap((e) => (e.type === "panel" ? flat(e.elements) : [e]));
const plain = (q) => (q.choices || []).map((c) => c.value ?? c);

function answer(q, data) {
  const known = q.choicesFromQuestion ? letters.slice(0, 3) : plain(q);
  switch (q.type) {
    case "radiogroup": case "dropdown": case "buttongroup": {
      const specials = [q.showOtherItem && "other", q.showNoneItem && "none", q.showDontKnowItem && "dontknow", q.showRefuseItem && "refused"].filter(Boolean);
      const v = specials.length && chance(0.3) ? pick(specials) : pick(known);
      if (v === "other" && chance(0.7)) data[q.name + "-Comment"] = "其他原因";
      return v;
    }
    case "checkbox": case "tagbox": {
      if (q.showNoneItem && chance(0.15)) return ["none"];
      const v = some(known, 0.45);
      if (q.showOtherItem && chance(0.25)) { v.push("other"); if (chance(0.7)) data[q.name + "-Comment"] = "more"; }
      return v;
    }
    case "imagepicker": return q.multiSelect ? some(known, 0.5) : pick(known);
    case "ranking": {
      const all = known.slice().sort(() => random() - 0.5);
      return q.selectToRankEnabled ? all.slice(0, 1 + int(3)) : all;
    }
    case "rating": return q.rateValues ? pick([1, 2, 3, "many"]) : (q.rateMin ?? 1) + int(4);
    case "boolean": return q.valueTrue ? pick(["Y", "N"]) : chance(0.5);
    case "text": switch (q.inputType) {
      case "number": return pick([0, 1, 2, 3.5, 7, 12, 40]);
      case "date": return pick(["2025-12-31", "2026-02-15", "2026-08-01"]);
      case "month": return pick(["2026-02", "2026-11"]);
      case "time": return pick(["08:30", "17:05"]);
      case "email": return pick(["a@b.cn", "nope", "x.y@example.com"]);
      default: return pick(["AB12", "hello", "返利", "1", " ", "abc1"]);
    }
    case "comment": return pick(["物流 delay", "ok", "返利兑现慢 12"]);
    case "matrix": {
      const v = {};
      for (const r of ["r1", "r2", "r3"]) if (chance(0.6)) v[r] = q.cellType === "checkbox" ? some(["1", "2", "3"], 0.5) : pick(["1", "2", "3"]);
      for (const r in v) if (Array.isArray(v[r]) && !v[r].length) delete v[r];
      return v;
    }
    case "matrixdropdown": {
      const v = {};
      for (const r of ["r1", "r2"]) if (chance(0.65)) {
        v[r] = {};
        if (chance(0.7)) v[r].sat = q.columns[0].cellType === "checkbox" ? ["1"] : pick(["1", "2", "3"]);
        if (chance(0.5) || !Object.keys(v[r]).length) v[r].note = pick(["n", "m"]);
      }
      return v;
    }
    case "matrixdynamic": case "paneldynamic": {
      const v = [];
      for (let i = int(4); i > 0; i--) {
        const row = {};
        if (chance(0.7)) row.sku = pick(["S1", "S2", "S5"]);
        if (chance(0.6)) row.qty = pick([1, 3, 20]);
        if (chance(0.3) && (q.templateElements || []).length > 2) row.why = pick([["a"], ["a", "b"]]);
        v.push(row);
      }
      return v;
    }
    case "multipletext": { const v = {}; if (chance(0.6)) v.x = "v"; if (chance(0.6)) v.y = pick([1, 5, 12]); return v; }
    case "signaturepad": return "data:image/png;base64,AAAA";
  }
  return undefined;
}

function filled(d) {
  const data = {};
  const fill = pick([0.3, 0.6, 0.9]);
  for (const q of d.pages.flatMap((p) => flat(p.elements))) {
    if (["html", "expression"].includes(q.type) || !chance(fill)) continue;
    const v = answer(q, data);
    if (how === "entered" && v && typeof v === "object" && Object.keys(v).length === 0) continue;
    if (v !== undefined && !(Array.isArray(v) && v.length === 0)) data[q.name] = v;
    if (q.showCommentArea && chance(0.4)) data[q.name + "-Comment"] = "beside";
  }
  return data;
}

// Enters answers as a person does: only what is shown and can be chosen. What could not be entered
// is taken out of data.
function enter(s, data) {
  s.pages.forEach((p) => p.onFirstRendering());
  for (const q of s.getAllQuestions(false, false)) {
    const key = q.name;
    if (!q.isVisible || !q.isParentVisible || q.isReadOnly) { delete data[key]; delete data[key + "-Comment"]; }
    if (!(key in data)) continue;
    if (q.visibleChoices && q.getType() !== "rating") {
      const offered = q.visibleChoices.map((c) => c.value);
      const can = Array.isArray(data[key]) ? data[key].every((v) => offered.includes(v)) : offered.includes(data[key]);
      if (!can) { delete data[key]; delete data[key + "-Comment"]; continue; }
    }
    s.setValue(key, structuredClone(data[key]));
    if (key + "-Comment" in data) s.setComment(key, data[key + "-Comment"]);
  }
}

// ---- what survey-core decides ----
export function decide(d, data) {
  const open = () => {
    const s = new Model(structuredClone(d));
    if (how === "given") s.data = structuredClone(data);
    if (how === "entered") enter(s, data);
    return s;
  };
  const shown = (q) => q.isVisible && q.isParentVisible;
  const s = open();
  const questions = s.getAllQuestions(false, false).filter((q) => shown(q) && q.getType() !== "html");
  const visible = questions.map((q) => q.name);
  const required = questions.filter((q) => q.isRequired).map((q) => q.name);
  const valid = s.validate(true, false);
  const errors = s.getAllQuestions(false, false).filter((q) => shown(q) && q.getType() !== "html" && !q.validate(false)).map((q) => q.name);
  const done = open();
  done.doComplete();
  return { visible, required, valid, errors, result: JSON.parse(JSON.stringify(done.data)) };
}

if (process.argv[2]) {
  const count = Number(process.argv[2]);
  for (let id = 1; id <= count; id++) {
    const d = definition();
    const data = how === "fresh" ? {} : filled(d);
    process.stdout.write(JSON.stringify({ id: `${how[0]}${process.argv[3] || 1}-${id}`, definition: d, data, expect: decide(d, data) }) + "\n");
  }
}
