// Makes vectors for input masks: texts that the mask itself wrote, what survey-core stores of them,
// and what it shows for what is stored. Run it in a folder where survey-core@3.1.1 is installed:
//
//   TZ=UTC node masks.mjs > masks.jsonl
import { InputMaskPattern, InputMaskNumeric, InputMaskCurrency, InputMaskDateTime } from "survey-core";

let state = 20;
const random = () => {
  state = (state + 0x9e3779b9) >>> 0;
  let z = state;
  z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
  z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
  return ((z ^ (z >>> 15)) >>> 0) / 4294967296;
};
const int = (n) => Math.floor(random() * n);
const pick = (list) => list[int(list.length)];
const pad = (n, w) => String(n).padStart(w, "0");
const out = (kind, settings, mask, value) => {
  const shown = mask.getMaskedValue(value);
  process.stdout.write(JSON.stringify({ kind, settings, typed: shown, stored: mask.getUnmaskedValue(shown), shown }) + "\n");
};
const make = (cls, settings) => { const m = new cls(); m.fromJSON(settings); m.setData?.(settings); return m; };

for (const pattern of ["99-aaa", "+1(999)-999-99-99", "#####", "9999 9999 9999 9999", "a\\9-99", "SKU-9999", "99%", "(99) aa"]) {
  const m = make(InputMaskPattern, { pattern });
  for (let i = 0; i < 12; i++) {
    let v = "", skip = false;
    for (const c of pattern) {
      if (skip) { v += c; skip = false; continue; }
      if (c === "\\") { skip = true; continue; }
      if (c === "9") v += int(10); else if (c === "a") v += pick([..."abcXYZ"]); else if (c === "#") v += pick([..."ab19Z"]);
      else if (/[a-zA-Z0-9]/.test(c)) v += c;
    }
    out("pattern", { pattern }, m, v);
  }
}
for (const settings of [{}, { decimalSeparator: ",", thousandsSeparator: "." }, { precision: 0 }, { precision: 4, thousandsSeparator: "" }, { allowNegativeValues: false }, { min: -50, max: 5000 }]) {
  const m = make(InputMaskNumeric, settings);
  for (let i = 0; i < 25; i++) {
    let v = int(10 ** (1 + int(settings.max ? 3 : 7)));
    if (random() < 0.5 && settings.precision !== 0) v = Number((v + random()).toFixed(1 + int(settings.precision ?? 2)));
    if (settings.min !== undefined) v = Math.min(v, settings.max);
    if (settings.allowNegativeValues !== false && settings.min === undefined && random() < 0.3) v = -v;
    out("numeric", settings, m, v);
  }
}
for (const settings of [{ currencySymbol: "$", currencyPattern: "@#" }, { currencySymbol: "¥", currencyPattern: "@#" }, { currencySymbol: "元", currencyPattern: "# @" }, { currencySymbol: "€", currencyPattern: "# @", decimalSeparator: ",", thousandsSeparator: "." }]) {
  const m = make(InputMaskCurrency, settings);
  for (let i = 0; i < 25; i++) {
    let v = int(10 ** (1 + int(7)));
    if (random() < 0.6) v = Number((v + random()).toFixed(1 + int(2)));
    if (random() < 0.2) v = -v;
    out("currency", settings, m, v);
  }
}
for (const pattern of ["dd/mm/yyyy", "yyyy-mm-dd", "mm/dd/yy", "mm/yyyy", "yyyy/mm/dd HH:MM", "HH:MM:ss", "hh:MM TT", "dd.mm.yyyy hh:MM tt", "d/m/yyyy", "HH:MM"]) {
  const m = make(InputMaskDateTime, { pattern });
  for (let i = 0; i < 15; i++) {
    const day = `${pad(1970 + int(90), 4)}-${pad(1 + int(12), 2)}-${pad(1 + int(28), 2)}`, time = `${pad(int(24), 2)}:${pad(int(60), 2)}:${pad(int(60), 2)}`;
    const dated = /[dmy]/.test(pattern), timed = /[hH]/.test(pattern);
    out("datetime", { pattern }, m, dated && timed ? `${day}T${time}` : dated ? day : time);
  }
}
